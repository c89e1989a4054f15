using Kiln.Generator.Lowering;
using Kiln.Generator.Tests.Support;

namespace Kiln.Generator.Tests.Lowering;

/// <summary>What never falls where its input rises is computed after the maximum, on fewer elements.</summary>
public class PoolOrderTests
{
    [Fact]
    public void RectificationBeforeAPoolIsComputedAfterIt()
    {
        string[] layers = ["[Conv(3, 3, 4)] ConvLayer Conv", "[Relu] Layer Relu", "[Sigmoid] Layer Gate", "[MaxPool(3, Stride = 2)] Layer Pool", "[Conv(2, 2, 2)] ConvLayer Scores"];
        GoldenFile.Check(
            "PoolOrder",
            $"before:\n{ProgramText.WithFormulas(Programs.Plain("Net", ProgramText.Network("(Fuse = false)", layers)))}\nafter:\n{ProgramText.WithFormulas(Programs.Plain("Net", ProgramText.Network(layers)))}");
    }

    [Theory]
    [InlineData("a layer that is kept", "[Relu(Keep = true)] Layer Map", "[MaxPool(2)] Layer Pool")]
    [InlineData("another reader", "[Relu] Layer Map", "[MaxPool(2)] Layer Pool", "[AvgPool(2, From = nameof(Map))] Layer Other", "[Add(nameof(Pool), nameof(Other))] Layer Sum")]
    [InlineData("a mean, which is not a maximum", "[Relu] Layer Map", "[AvgPool(2)] Layer Pool")]
    [InlineData("a sum of two maps", "[Add(nameof(Conv), nameof(Conv))] Layer Map", "[MaxPool(2)] Layer Pool")]
    [InlineData("a scale, whose sign is not known", "[Scale] ScaleLayer Map", "[MaxPool(2)] Layer Pool")]
    [InlineData("a softmax, which mixes channels", "[Softmax] Layer Map", "[MaxPool(2)] Layer Pool")]
    public void OthersStayInFrontOfThePool(string why, params string[] layers)
    {
        KernelProgram program = Programs.Plain("Net", ProgramText.Network(["[Conv(1, 1, 4)] ConvLayer Conv", .. layers, "[Conv(4, 4, 2)] ConvLayer Scores"]));
        string[] names = [.. program.Kernels.Where(kernel => kernel.Pass == Pass.Forward).Select(kernel => kernel.PlainName)];
        Assert.True(Array.IndexOf(names, "Map_Forward") is >= 0 and var place && place < Array.IndexOf(names, "Pool_Forward"), $"{why}: {string.Join(", ", names)}");
    }
}

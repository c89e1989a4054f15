using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Fusion;
using Kiln.Generator.Tests.Support;

namespace Kiln.Generator.Tests.Lowering;

/// <summary>Each fusion rule by itself: the program before it, and what it makes of it.</summary>
public class FusionRuleTests
{
    [Fact]
    public void ConvThenRelu() => Check("FuseConvRelu", new FuseConvRelu(), "[Conv(3, 3, 4)] ConvLayer Conv", "[Relu] Layer Relu", "[Conv(6, 6, 2)] ConvLayer Scores");

    [Fact]
    public void ConvThenPool() => Check("FuseConvPool", new FuseConvPool(), "[Conv(3, 3, 4)] ConvLayer Conv", "[MaxPool(2)] Layer Pool", "[Conv(3, 3, 2)] ConvLayer Scores");

    [Fact]
    public void ScoresThenLoss() => Check("FuseScoresLoss", new FuseScoresLoss(), "[Conv(8, 8, 2)] ConvLayer Scores");

    [Fact]
    public void GradientThenMask() => Check("FuseReluGradient", new FuseReluGradient(), "[Conv(3, 3, 4)] ConvLayer Conv", "[Relu] Layer Relu", "[Conv(6, 6, 2)] ConvLayer Scores");

    [Theory]
    [InlineData("[MaxPool(3, Stride = 2)] Layer Pool")]
    [InlineData("[MaxPool(2, Pad = 1)] Layer Pool")]
    [InlineData("[MaxPool(4)] Layer Pool")]
    public void PoolsThatStayAlone(string pool)
    {
        KernelProgram program = Net("[Conv(3, 3, 4)] ConvLayer Conv", pool, "[Conv(1, 1, 2)] ConvLayer Scores");
        Assert.Null(new FuseConvPool().Apply(program));
    }

    [Fact]
    public void AnOutputThatIsKeptIsNotFusedAway()
    {
        KernelProgram program = Net("[Conv(3, 3, 4, Keep = true)] ConvLayer Conv", "[Relu] Layer Relu", "[Conv(6, 6, 2)] ConvLayer Scores");
        Assert.Null(new FuseConvRelu().Apply(program));
    }

    [Fact]
    public void APoolBehindASecondConvolutionIsNotFusedWithTheFirst()
    {
        string text = Text("[Conv(3, 3, 4)] ConvLayer Conv1", "[Relu] Layer Relu", "[Conv(3, 3, 4)] ConvLayer Conv2", "[MaxPool(2)] Layer Pool", "[Conv(1, 1, 2)] ConvLayer Scores");
        KernelProgram program = FusionPass.Run(Programs.Plain("Reader", text + "[InferenceOf<Net>] public sealed partial class Reader;"));

        Assert.Equal(["Conv1_Relu_Forward", "Conv2_Pool_Forward", "Scores_Forward"], program.Kernels.Select(kernel => kernel.Name));
    }

    private static void Check(string name, IFusionRule rule, params string[] layers)
    {
        KernelProgram before = Net(layers);
        KernelProgram after = before;
        while (rule.Apply(after) is { } next)
            after = next;

        GoldenFile.Check(name, $"before:\n{before}\n\nafter:\n{after}\n");
    }

    private static KernelProgram Net(params string[] layers) => Programs.Plain("Net", Text(layers));

    private static string Text(params string[] layers)
    {
        IEnumerable<string> lines = layers.Select(layer => $"{layer.Replace("] ", "] public partial ", StringComparison.Ordinal)} {{ get; }}");
        return $$"""
            using Kiln;
            [Network]
            public sealed partial class Net
            {
                [Input(8, 8, 3)] public partial Layer Image { get; }
                {{string.Join("\n    ", lines)}}
                [SoftmaxLoss] public partial LossLayer Loss { get; }
            }

            """;
    }
}

using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Planning.Cpu.Fast;
using Kiln.Generator.Planning.Cpu.Schedules;
using Kiln.Generator.Tests.Support;

namespace Kiln.Generator.Tests.Planning;

/// <summary>When both gradients of a transformed convolution are one kernel, and what is done on the way.</summary>
public class GradientsTogetherTests
{
    /// <summary>A convolution of some channels between others, with a batch norm after it.</summary>
    private static string Net(int side, int channels, int filters, string arguments = ", Bias = false") => $$"""
        using Kiln;
        [Network] public sealed partial class Net
        {
            [Input({{side}}, {{side}}, 3)] public partial Layer Image { get; }
            [Conv(1, 1, {{channels}})] public partial ConvLayer First { get; }
            [Relu] public partial Layer Relu1 { get; }
            [Conv(3, 3, {{filters}}, Pad = 1{{arguments}})] public partial ConvLayer Middle { get; }
            [BatchNorm] public partial BatchNormLayer Norm { get; }
            [Relu] public partial Layer Relu2 { get; }
            [GlobalAvgPool] public partial Layer Mean { get; }
            [Dense(10)] public partial ConvLayer Scores { get; }
            [SoftmaxLoss] public partial LossLayer Loss { get; }
        }
        """;

    [Theory]
    [InlineData(32, 16, 16, true)]
    [InlineData(16, 32, 32, true)]
    [InlineData(8, 64, 64, false)]
    [InlineData(16, 64, 128, false)]
    [InlineData(56, 64, 64, false)]
    public void TheyGoTogetherWhereTilesStayInACacheAndSumsAreFew(int side, int channels, int filters, bool together)
    {
        Kernel[] kernels = Kernels(Net(side, channels, filters));
        Assert.Equal(together, kernels.Any(kernel => kernel.Main is WinogradBackward));
        Assert.Equal(!together, kernels.Any(kernel => kernel.Main is MultiplyTilesByGradients));
        Assert.Contains(kernels, kernel => kernel.Main is TransformWeightsGradient);
    }

    /// <summary>The gradient of a batch norm by its input is computed by the transform that reads it, if nothing else does.</summary>
    [Theory]
    [InlineData(32, 16, ", Bias = false", true)]
    [InlineData(56, 64, ", Bias = false", true)]
    [InlineData(32, 16, "", false)]
    [InlineData(32, 16, ", Bias = false, KeepGradient = true", false)]
    public void TheGradientOfANormIsComputedWhereItIsRead(int side, int channels, string arguments, bool isRead)
    {
        Kernel[] kernels = Kernels(Net(side, channels, channels, arguments));
        Kernel transform = Assert.Single(kernels, kernel => kernel.Main is WinogradBackward or TransformGradient);
        Assert.Equal(isRead, transform.Prologue is MapStep);
    }

    /// <summary>Images that are taken at once have their tiles beside each other in the memory of a thread.</summary>
    [Fact]
    public void AThreadHasRoomForTheTiles()
    {
        NetworkPlan plan = CpuPlan.For(Programs.Compiled("Net", Net(16, 32, 32)));
        foreach (TargetPlan target in plan.Targets)
        {
            KernelPlan kernel = Assert.Single(target.Kernels, kernel => kernel.Schedule is GradientsSchedule);
            GradientsSchedule schedule = (GradientsSchedule)kernel.Schedule;
            Assert.True(schedule.Images > 1);
            Assert.True(kernel.ScratchFloats >= KernelPlanner.PaddedFloats((WinogradStep)kernel.Kernel.Main) + schedule.InputFloats + schedule.GradientFloats);
            Assert.Equal(2 * 36 * 16 * 32 * 32, kernel.MultiplyAdds);
        }
    }

    private static Kernel[] Kernels(string text) => [.. Programs.Compiled("Net", text).Kernels.Where(kernel => kernel.Pass == Pass.Backward && kernel.Main.Node.Name is "Middle" or "Norm")];
}

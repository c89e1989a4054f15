using Kiln.Generator.Lowering;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Tests.Support;

namespace Kiln.Generator.Tests.Planning;

/// <summary>Training and inference may merge other kernels, and each target choose other tiles.</summary>
public class ModesTests
{
    /// <summary>In training the map before the pool is stored and in inference it is not: the convolution's two kernels may want other panels on one target
    /// alone.</summary>
    [Fact]
    public async Task EveryTargetHasTheSameListOfCopiesAndEachItsName()
    {
        string text = ProgramText.Network(
            "[Conv(3, 3, 9, Bias = false)] ConvLayer Conv1",
            "[BatchNorm(Frozen = true)] BatchNormLayer Norm1",
            "[Relu] Layer Relu1",
            "[Conv(3, 3, 10, Pad = 1)] ConvLayer Conv2",
            "[BatchNorm(Frozen = true)] BatchNormLayer Norm2",
            "[MaxPool(2)] Layer Pool2",
            "[BatchNorm] BatchNormLayer Norm3",
            "[Dense(4)] ConvLayer Scores");
        NetworkPlan plan = CpuPlan.For(Programs.Compiled("Net", text));
        string[] names = [.. plan.Targets[0].Packed.Select(packed => packed.Name)];
        Assert.Equal(names.Distinct(), names);
        Assert.All(plan.Targets, target => Assert.Equal(names, target.Packed.Select(packed => packed.Name)));

        // Conv2 stays in the registers of training's kernel, so its output cannot be read, though inference stores it.
        Value conv = plan.Program.Outputs.Single(pair => pair.Key.Name == "Conv2").Value;
        Assert.True(plan.IsStored(conv));
        Assert.False(plan.IsReadable(conv));

        BuildOutcome outcome = await GeneratorRunner.Build(text);
        Assert.Null(outcome.Exception);
        Assert.Empty(outcome.Diagnostics);
    }
}

using CsCheck;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Planning.Cpu.Recomputation;
using Kiln.Generator.Tests.Support;
using Kiln.Networks.Tests.Random;

namespace Kiln.Generator.Tests.Planning;

/// <summary>Which maps a training step keeps and which it computes again.</summary>
public class RecomputationTests
{
    [Fact]
    public void MemoryOfAChainGrowsAsTheRootOfItsLength()
    {
        double shorter = Maps(25), longer = Maps(100);

        // All 100 maps and three gradients without; about 2·√100 with.
        Assert.InRange(longer, 10, 26);
        Assert.InRange(longer / shorter, 1, 2.3);

        static double Maps(int layers)
        {
            NetworkPlan plan = CpuPlan.For(Programs.Compiled("Net", Chain(layers)));
            return (double)plan.Memory.Call.Floats / plan.Memory.Call.Slots.Max(slot => slot.Floats);
        }
    }

    [Fact]
    public void NoForwardKernelRunsMoreThanOnceAgain()
    {
        KernelProgram program = Programs.Compiled("Net", Chain(100));
        Kernel[] again = [.. program.Kernels.Where(kernel => kernel.First is not null)];

        Assert.NotEmpty(again);
        Assert.Equal(again.Length, again.Select(kernel => kernel.First).Distinct().Count());
        Assert.All(again, kernel => Assert.Equal((Pass.Backward, Pass.Forward), (kernel.Pass, kernel.First!.Pass)));

        // The last stretch is still there when the backward run begins.
        Assert.DoesNotContain(again, kernel => kernel.Layers.Any(node => node.Name is "Last" or "Scores"));
    }

    [Fact]
    public void WhatRunsAgainIsComputedAsItWasFirst() => RandomNetworks.Network.Where(network => network.Recomputes).Sample(
        network =>
        {
            KernelProgram program = CpuBackEnd.Fuse(Programs.Plain(network).First());
            NetworkPlan plan = CpuPlan.For(program);
            HashSet<Value> written = [];
            foreach ((Kernel kernel, int index) in program.Kernels.Select((kernel, index) => (kernel, index)).Where(pair => pair.kernel.First is not null))
            {
                Assert.All(kernel.Writes, value => Assert.True(value.IsMap && value.First is not null && written.Add(value), $"{value} is written twice"));
                Assert.DoesNotContain(kernel.Steps, step => step is LossStep or ChannelMoments or ChannelSums or ChannelFinish);
                int first = program.Kernels.TakeWhile(other => other != kernel.First).Count();
                foreach (TargetPlan target in plan.Targets)
                {
                    Assert.Equal(target.Kernels[first].Schedule.Reason, target.Kernels[index].Schedule.Reason);
                    Assert.Equal(target.Kernels[first].Packed, target.Kernels[index].Packed);
                }
            }

            foreach (Value value in written)
            {
                Assert.Equal(plan.IsStored(value.First!), plan.IsStored(value));
                if (plan.IsStored(value))
                    Assert.Equal(plan.Layouts[value.First!] with { Value = value }, plan.Layouts[value]);
            }
        },
        iter: 200);

    [Fact]
    public void WhatIsKeptNeverTakesMoreMemoryThanAll() => RandomNetworks.Network.Where(network => network.Recomputes).Sample(
        network =>
        {
            KernelProgram program = CpuBackEnd.Fuse(Programs.Plain("Net", "using Kiln;\n" + network.Declare("Net").Replace(", Recompute = true", "", StringComparison.Ordinal)));
            TrainingStep step = new(program);
            Assert.True(step.Peak(CheckpointChoice.For(step)) <= step.Peak([.. step.IsComputable.Select(_ => true)]));
        },
        iter: 200);

    [Fact]
    public void KernelsForGraphicsProcessorsKeepAllMaps()
    {
        GpuBackEnd gpu = new();
        List<Problem> problems = [];
        string text = Chain(8);
        Assert.Equal(
            gpu.Compile(Programs.Plain("Net", text.Replace("(Recompute = true)", "", StringComparison.Ordinal)), problems).Select(file => file.ToString()),
            gpu.Compile(Programs.Plain("Net", text), problems).Select(file => file.ToString()));
        Assert.Empty(problems);
    }

    /// <summary>Equal layers one after the other, each of which needs what the one before it computed.</summary>
    private static string Chain(int layers)
    {
        IEnumerable<string> lines = Enumerable.Range(1, layers).SelectMany(layer => new[]
        {
            $"[Conv(5, 1, 8, PadTop = 2, PadBottom = 2)] ConvLayer Conv{layer}",
            $"[Sigmoid] Layer {(layer == layers ? "Last" : $"Map{layer}")}",
        });
        return ProgramText.Network("(Recompute = true)", [.. lines, "[Dense(3)] ConvLayer Scores"]);
    }
}

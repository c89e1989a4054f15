using CsCheck;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Fusion;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Tests.Support;
using Kiln.Networks.Tests.Random;

namespace Kiln.Generator.Tests.Lowering;

/// <summary>However kernels are merged and transformed, a value is written once and before it is read.</summary>
public class OrderTests
{
    [Fact]
    public void EveryValueOfRandomNetworksIsWrittenOnceAndBeforeItIsRead() => RandomNetworks.Network.Sample(
        network =>
        {
            foreach (KernelProgram plain in Programs.Plain(network))
            {
                Check(plain);
                Check(FusionPass.Run(plain, new Consenting()));
                Check(CpuBackEnd.Fuse(plain));
            }
        },
        iter: 150);

    private static void Check(KernelProgram program)
    {
        Kernel[] kernels = [.. program.Kernels];
        Assert.Equal(kernels.OrderBy(kernel => kernel.Pass is Pass.Backward or Pass.BackwardOnRequest ? Pass.Backward : kernel.Pass), kernels);
        HashSet<Value> prepared = Run(kernels, [], Pass.Parameters);
        HashSet<Value> trained = Run(kernels, [.. prepared, .. program.Inputs], Pass.Forward, Pass.Backward);
        Run(kernels, [.. trained], Pass.BackwardOnRequest);
        if (program.HasModes)
            trained = Run(kernels, [.. prepared, .. program.Inputs], Pass.Inference);

        Assert.All(program.ReadByCaller, value => Assert.True(trained.Contains(value) || program.KeptGradients.Values.Contains(value), $"nothing computes {value}"));
        Neighbours(kernels);
    }

    /// <summary>Runs kernels of some passes in order, and gives what is known at their end.</summary>
    private static HashSet<Value> Run(Kernel[] kernels, HashSet<Value> known, params Pass[] passes)
    {
        foreach (Kernel kernel in kernels.Where(kernel => passes.Contains(kernel.Pass)))
        {
            foreach (Value value in kernel.Reads)
                Assert.True(known.Contains(value) || value.Extent is Extent.Parameter or Extent.Random, $"{kernel} reads {value}, which nothing before it writes");

            // What a prologue computes exists in its kernel alone, so several may compute it.
            foreach (Value value in kernel.Writes.Except(kernel.Prologue?.Writes ?? []))
                Assert.True(known.Add(value), $"{kernel} writes {value} again");
        }

        return known;
    }

    /// <summary>The sums of chunks share one place in memory: nothing but others that combine chunks may stand between the kernel that makes them and the one that combines them.</summary>
    private static void Neighbours(Kernel[] kernels)
    {
        for (int i = 0; i < kernels.Length; i++)
        {
            if (kernels[i].Main is ChannelFinish finish)
                Assert.Contains(finish.Partial, kernels.Take(i).Last(kernel => kernel.Main is not ChannelFinish).Writes);
        }
    }
}

using Kiln.Networks.Tests.Networks;
using Kiln.Networks.Tests.Support;
using Kiln.Training;

namespace Kiln.Networks.Tests;

/// <summary>Networks that keep few maps for the backward run and compute the others again: the bits are those of the same networks that keep all.</summary>
public class RecomputeTests
{
    private static readonly NetworkCase[] All = [.. Cases.All, .. Cases.Dropping.Append(Cases.Deep).SelectMany(one => Cases.Widths.Select(bits => one with { Bits = bits }))];

    public static TheoryData<string> Names { get; } = [.. All.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void TheBitsAreThoseOfTheNetworkThatKeepsAllMaps(string name)
    {
        NetworkCase one = All.Single(one => one.Name == name);
        using TrainableNetwork plain = one.Create(one.MaxBatch, 1), again = Twins.Recomputing(one, threads: 2);

        AreTheSame(plain, again, [one.MaxBatch, 1, one.Batches[1]]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void TheBitsAreTheSameWhateverTheCapacity(int maxBatch)
    {
        foreach (int bits in Cases.Widths)
        {
            NetworkCase one = Cases.Deep with { Bits = bits, MaxBatch = maxBatch };
            for (int threads = 1; threads <= 3; threads++)
            {
                using TrainableNetwork plain = one.Create(maxBatch, 1), again = Twins.Recomputing(one, threads);
                AreTheSame(plain, again, [maxBatch, 1]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases.Names), MemberType = typeof(Cases))]
    public void WhatIsStoredAfterAStepIsTheReferences(string name)
    {
        NetworkCase one = Cases.Named(name);
        using TrainableNetwork net = Twins.Recomputing(one, threads: 1);
        Samples.Fill(net.Parameters, seed: 6);
        Agreement.CheckAll(net, Batch.Draw(net, 2, seed: 6), one.Roundings);
    }

    [Fact]
    public void ADeepNetworkTakesLittleMoreThanHalfTheMemory()
    {
        using DeepNetwork plain = new(Cases.Deep.MaxBatch, 1);
        using TrainableNetwork again = Twins.Recomputing(Cases.Deep, threads: 1);

        Assert.InRange(again.Description.Memory.MapsFor(Cases.Deep.MaxBatch), 0, 0.55 * plain.Description.Memory.MapsFor(Cases.Deep.MaxBatch));
    }

    [Fact]
    public void NoNetworkTakesMoreMemoryAndManyComputeSomethingAgain()
    {
        int recomputing = 0;
        foreach (NetworkCase one in All.Where(one => one.Bits == Cases.Widths[0]))
        {
            using TrainableNetwork plain = one.Create(1, 1), again = Twins.Recomputing(one, threads: 1);
            long keeping = plain.Description.Memory.MapsFor(one.MaxBatch), computing = again.Description.Memory.MapsFor(one.MaxBatch);
            Assert.True(computing <= keeping, $"{one.Class}: {computing} floats, and {keeping} where all is kept");
            recomputing += again.Description.Kernels.Any(IsAgain) ? 1 : 0;
        }

        // Most are too small: what they need at once does not depend on what they keep.
        Assert.True(recomputing >= 20, $"{recomputing} networks compute something again");
    }

    [Fact]
    public void WhatRunsAgainIsForwardAndSumsNothingOverTheBatch()
    {
        using TrainableNetwork net = Twins.Recomputing(Cases.Deep, threads: 1);
        KernelDescription[] again = [.. net.Description.Kernels.Where(IsAgain)];

        Assert.NotEmpty(again);
        Assert.All(again, kernel => Assert.Equal("Backward", kernel.Direction));
        Assert.All(again, kernel => Assert.Contains(net.Description.Kernels, first => first.Direction == "Forward" && $"{first.Name}Again" == kernel.Name && first.ReasonFor512 == kernel.ReasonFor512));
        Assert.DoesNotContain(again, kernel => kernel.Name.Contains("Moments", StringComparison.Ordinal) || kernel.Name.Contains("Statistics", StringComparison.Ordinal));
    }

    [Fact]
    public void OutputsThatAreNotKeptSayHowToKeepThem()
    {
        using TrainableNetwork net = Twins.Recomputing(Cases.Deep, threads: 1), plain = Cases.Deep.Create(Cases.Deep.MaxBatch, 1);
        Outcome.Of(net, 2, seed: 1).IsSameAs(Outcome.Of(plain, 2, seed: 1));

        Layer kept = net.Layers.Single(layer => layer.Name == "Drop13"), gone = net.Layers.Single(layer => layer.Name == "Relu9");
        Agreement.SameBits(kept.Name, kept.Output, plain.Layers.Single(layer => layer.Name == "Drop13").Output);
        Assert.False(gone.Description.Stored);
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => gone.Output.Length);
        Assert.Contains("Keep = true", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AStepAllocatesNothing()
    {
        using TrainableNetwork net = Twins.Recomputing(Cases.Deep, threads: 2);
        float[] input = Samples.Floats(5 * net.Description.InputFloats, 1);
        LabelSet labels = LabelSet.Draw(net, 5, 1);
        net.Optimizer = new Sgd { LearningRate = 1e-6f };
        net.Step(input, labels);

        Assert.Equal(0, Allocations.Of(() => net.Step(input, labels)));
    }

    private static bool IsAgain(KernelDescription kernel) => kernel.Name.EndsWith("Again", StringComparison.Ordinal);

    /// <summary>Gradients of batches of some sizes, then parameters and what is kept of moments after steps.</summary>
    private static void AreTheSame(TrainableNetwork plain, TrainableNetwork again, int[] batches)
    {
        foreach (TrainableNetwork net in new[] { plain, again })
        {
            Samples.Fill(net.Parameters, seed: 5);
            net.Optimizer = new Sgd { LearningRate = 1e-3f };
        }

        foreach (int images in batches)
        {
            Outcome.Of(again, images, seed: images).IsSameAs(Outcome.Of(plain, images, seed: images));
            float[] input = Samples.Floats(images * plain.Description.InputFloats, images);
            LabelSet labels = LabelSet.Draw(plain, images, images);
            Assert.Equal(plain.Step(input, labels), again.Step(input, labels));
            Agreement.SameBits("the parameters after a step", again.Parameters.Values, plain.Parameters.Values);
        }
    }
}

using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Planning.Cpu.Costs;
using Kiln.Generator.Tests.Support;

namespace Kiln.Generator.Tests.Planning;

/// <summary>What kernels are predicted to take, and what else was considered.</summary>
public class CostModelTests
{
    private static readonly string[] Bounds = ["multiply-adds", "arithmetic", "cache", "memory", "hand-over"];

    private static readonly Lazy<NetworkPlan> Characters = new(() => CpuPlan.For(Programs.Compiled("Models.CharacterCnn", Nets.CharacterCnn)));

    [Theory]
    [InlineData("Models.CharacterCnn")]
    [InlineData("Models.SentenceReader")]
    [InlineData("ResNet50")]
    [InlineData("ResNet50Reader")]
    public void EveryKernelTakesTimeAndNoLessForMoreImages(string name)
    {
        NetworkPlan plan = CpuPlan.For(Programs.Compiled(name, name.StartsWith("Res", StringComparison.Ordinal) ? ResNet50.Text : Nets.CharacterCnn));
        IReadOnlyList<KernelCost> costs = KernelCosts.Of(plan);
        Assert.Equal(plan.Program.Kernels.Count, costs.Count);
        foreach (int bits in new[] { 256, 512 })
        {
            double[] totals = [.. new[] { 1, 2, 8, 100 }.Select(images => costs.Sum(cost => Predict(cost, images, bits).Seconds))];
            Assert.Equal(totals.Order(), totals);
            Assert.True(totals[3] > 10 * totals[0] || name.EndsWith("Reader", StringComparison.Ordinal), $"100 images take {totals[3]:G3} s, one {totals[0]:G3} s");
            Assert.All(costs, cost =>
            {
                KernelPrediction one = Predict(cost, 1, bits), many = Predict(cost, 100, bits);
                Assert.True(one.Seconds > 0 && double.IsFinite(many.Seconds) && many.Seconds >= one.Seconds, $"{cost}: {one}, {many}");
                Assert.Contains(one.Bound, Bounds);
            });
        }

        KernelPrediction Predict(KernelCost cost, int images, int bits) => CostModel.Measured.Predict(cost, images, bits, KernelCosts.Weights(plan));
    }

    /// <summary>Wide vectors have as much work with lanes that hold nothing, and do it in half the time.</summary>
    [Fact]
    public void WiderVectorsTakeLessTime()
    {
        IReadOnlyList<KernelCost> costs = KernelCosts.Of(Characters.Value);
        Assert.True(Total(512) < 0.8 * Total(256), $"{Total(512)} and {Total(256)}");

        double Total(int bits) => costs.Sum(cost => CostModel.Measured.Predict(cost, 100, bits, 0).Seconds);
    }

    [Theory]
    [InlineData("multiply-adds", 1_000_000_000, 0, 0, 0)]
    [InlineData("memory", 1, 0, 1_000_000_000, 0)]
    [InlineData("memory", 1, 0, 0, 1_000_000_000)]
    [InlineData("cache", 1, 1_000_000, 0, 0)]
    [InlineData("hand-over", 1, 1, 1, 1)]
    public void WhatBindsAKernelIsNamed(string bound, long work, long near, long far, long weights)
    {
        KernelCost cost = new(KernelFamily.Product, work, work, near, far, weights, Images: 1);
        Assert.Equal(bound, CostModel.Measured.Predict(cost, 1, 512, weights).Bound);
        Assert.Equal("arithmetic", CostModel.Measured.Predict(new KernelCost(KernelFamily.Elements, 1_000_000_000, 1_000_000_000, 0, 0, 0, 0), 1, 512, 0).Bound);
    }

    /// <summary>Few images at a time pass through the caches what all of a call would pass through memory.</summary>
    [Fact]
    public void AFewImagesAtATimeStayInTheCaches()
    {
        KernelCost few = new(KernelFamily.Elements, 100_000, 100_000, 1_000_000, 0, 0, Images: 2);
        Assert.True(Seconds(few) < Seconds(few with { Images = 0 }));
        Assert.Equal("memory", CostModel.Measured.Predict(few with { Images = 0, Work512 = 1 }, 100, 512, 0).Bound);

        double Seconds(KernelCost cost) => CostModel.Measured.Predict(cost, 100, 512, 0).Seconds;
    }

    [Fact]
    public void WhatTravelsIsWhatWasPlanned()
    {
        NetworkPlan plan = Characters.Value;
        IReadOnlyList<KernelCost> costs = KernelCosts.Of(plan);
        NetworkCosts written = new(KernelCosts.Weights(plan), costs, Alternatives.Of(plan, costs));
        NetworkCosts read = NetworkCosts.Parse(written.ToString());
        Assert.Equal(written.ToString(), read.ToString());
        Assert.Equal(written.Weights, read.Weights);
        Assert.Equal(costs.Count, read.Kernels.Count);
        Assert.All(costs.Zip(read.Kernels), pair =>
        {
            Assert.InRange(pair.Second.Work512 - pair.First.Work512, 0, 999);
            Assert.InRange(pair.Second.Far - pair.First.Far, 0, 999);
            Assert.Equal((pair.First.Family, pair.First.Images, pair.First.OnRequest, pair.First.FetchesAhead), (pair.Second.Family, pair.Second.Images, pair.Second.OnRequest, pair.Second.FetchesAhead));
        });
        Assert.Single(read.Kernels, cost => cost.OnRequest);
    }

    [Fact]
    public void WhatElseWasConsideredIsListed()
    {
        NetworkPlan plan = Characters.Value;
        Dictionary<string, IReadOnlyList<Choice>> choices = plan.Program.Kernels.Zip(Alternatives.Of(plan, KernelCosts.Of(plan))).ToDictionary(pair => plan.Names[pair.First], pair => pair.Second);

        Choice transform = choices["Conv2_Pool2_Forward"].Single(choice => choice.Question == "transform");
        Assert.Equal(["F(2×2, 5×5)", "plain"], transform.Options.Select(option => option.Name));
        Assert.Contains(choices["Conv2_Pool2_Forward"], choice => choice.Question == "steps of the transform" && choice.Options[0].Name == "together" && choice.Options[1].Name == "apart");
        Assert.Contains(choices["Conv2_Pool2_BackwardWeights"], choice => choice.Question == "gradients" && choice.Options[0].Name == "at the winners" && choice.Options[1].Name == "everywhere");
        Assert.Contains(choices["Conv3_TransformInput2"], choice => choice.Question == "transform" && choice.Options.Any(option => option.Name == "plain"));
        Assert.Contains(choices.Values.SelectMany(list => list), choice => choice.Question == "images at a time" && choice.Options[0].Name == "32" && choice.Options.Any(option => option.Name == "all"));
        Assert.All(choices.Values.SelectMany(list => list).SelectMany(choice => choice.Options), option => Assert.InRange(option.Seconds, 1e-9, 1));
    }

    [Fact]
    public void TheTableHasAShareForEveryFamily()
    {
        Assert.Equal(Enum.GetValues<KernelFamily>().Length, Efficiencies.Measured.Shares.Count);
        Assert.All(Efficiencies.Measured.Shares, share => Assert.InRange(share, 0.001, 2));
    }

    /// <summary>It is part of every assembly with a network.</summary>
    [Fact]
    public void TheCostsOfALargeNetworkAreShort()
    {
        NetworkPlan plan = CpuPlan.For(Programs.Compiled("ResNet50", ResNet50.Text));
        IReadOnlyList<KernelCost> costs = KernelCosts.Of(plan);
        string text = new NetworkCosts(KernelCosts.Weights(plan), costs, Alternatives.Of(plan, costs)).ToString();
        Assert.InRange(text.Length, 1000, 15_000);
    }
}

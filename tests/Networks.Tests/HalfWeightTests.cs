using Kiln.Inspection;
using Kiln.Networks.Tests.Networks;
using Kiln.Networks.Tests.Reference;
using Kiln.Networks.Tests.Support;
using Kiln.Numerics;
using Kiln.Training;

namespace Kiln.Networks.Tests;

/// <summary>Weights that kernels keep as half floats: what is computed is what the rounded weights say, and they are near those that were given.</summary>
[Trait("Run", "Portable")]
public class HalfWeightTests
{
    /// <summary>By how much of itself a half float may differ from what was rounded.</summary>
    private const double RoundingOfHalves = 1.0 / 2048;

    private static readonly Func<(Network Owner, ImageNetwork Reader)>[] Readers =
    [
        () => new FullLayers(1, 1) is var net ? (net, new HalfFullLayers(net.Parameters, 3, 2)) : default,
        () => new FullLayers(1, 1) is var net ? (net, new UnfusedHalfFullLayers(net.Parameters, 3, 1)) : default,
        () => new WideFilters(1, 1) is var net ? (net, new HalfWideFilters(net.Parameters, 2, 2)) : default,
        () => new WideFilters(1, 1) is var net ? (net, new UnfusedHalfWideFilters(net.Parameters, 2, 1)) : default,
        () => new DenseLayers(1, 1) is var net ? (net, new HalfDenseLayers(net.Parameters, 3, 2)) : default,
    ];

    public static TheoryData<int, int> ReaderCases { get; } = OfWidths(Readers.Length);

    [Theory]
    [MemberData(nameof(ReaderCases))]
    public void TheScoresAreThoseOfTheRoundedWeights(int index, int bits)
    {
        using VectorWidth.Scope width = VectorWidth.Use(bits);
        (Network owner, ImageNetwork reader) = Readers[index]();
        using (owner)
        using (reader)
        {
            Samples.Fill(owner.Parameters, seed: 21);
            ReferenceNetwork reference = ReferenceNetwork.OfReader(reader, owner);
            foreach (int images in new[] { reader.MaxBatch, 1 })
            {
                float[] maps = Samples.Floats(images * reader.Description.InputFloats, images);
                ReferenceRun run = reference.Forward(maps);
                Agreement.Check("the scores", reader.Forward(maps), run.Scores, Agreement.Roundings);
                Agreement.CheckStored(reader, run, Agreement.Roundings);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void MapsOfAnyExtentAreThoseOfTheRoundedWeights(int bits)
    {
        using VectorWidth.Scope width = VectorWidth.Use(bits);
        using WideFilters owner = new(1, 1);
        using AnyHalfWideFilters reader = new(owner.Parameters, 2);
        Samples.Fill(owner.Parameters, seed: 22);
        ReferenceNetwork reference = ReferenceNetwork.OfReader(reader, owner);
        foreach ((int height, int width2) in new[] { (7, 11), (8, 8) })
        {
            float[] map = Samples.Floats(reader.InputFloatsFor(height, width2), height);
            Agreement.Check("the scores", reader.Forward(map, height, width2), reference.Forward(map, height, width2).Scores, Agreement.Roundings);
        }
    }

    /// <summary>The layers without the others: the first reads the image, and no rectification or pool hides what is off.</summary>
    [Theory]
    [MemberData(nameof(Widths))]
    public void OneLayerIsOffByNoMoreThanItsRounding(int bits)
    {
        using VectorWidth.Scope width = VectorWidth.Use(bits);
        using OneFullLayer net = new(2, 2);
        Samples.Fill(net.Parameters, seed: 23);
        float[] maps = Samples.Floats(2 * net.Description.InputFloats, 24);
        ReferenceMap exact = new ReferenceNetwork(net) { KnowsHalves = false }.Forward(maps).Scores;
        ReferenceMap magnitudes = new ReferenceNetwork(net.Description, Magnitudes(net.Parameters.Values)) { KnowsHalves = false }.Forward(Magnitudes(maps)).Scores;

        ReadOnlySpan<float> scores = net.Forward(maps);
        double most = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            most = Math.Max(most, Math.Abs(scores[i] - exact.Values[i]) / magnitudes.Values[i]);
            Assert.InRange(Math.Abs(scores[i] - exact.Values[i]), 0, (RoundingOfHalves * magnitudes.Values[i]) + (Agreement.Roundings * exact.Errors[i]));
        }

        Assert.True(most > RoundingOfHalves / 1000, "nothing was rounded");
    }

    /// <summary>An image with a single 1 reads one weight of every filter.</summary>
    [Theory]
    [MemberData(nameof(Widths))]
    public void WhatKernelsReadIsWhatRoundingSays(int bits)
    {
        using VectorWidth.Scope width = VectorWidth.Use(bits);
        using OneFullLayer net = new(1, 1);
        net.Parameters.Initialize(Initialization.He, 25);
        Span<float> weights = net.Parameters.Arrays[0].Edit();
        (weights[3], weights[4], weights[5], weights[^1]) = (0, 1e-12f, 40, -3e-5f);
        float[] rounded = new float[weights.Length], image = new float[net.Description.InputFloats];
        HalfWeights.Round(weights, rounded);
        for (int input = 0; input < image.Length; input++)
        {
            image[input] = 1;
            Agreement.SameBits($"input {input}", net.Forward(image), rounded.AsSpan(input * net.OutputShape.Channels, net.OutputShape.Channels));
            image[input] = 0;
        }
    }

    [Fact]
    public void AReaderRoundsAgainWhatATrainerChanged()
    {
        using DenseLayers trainer = new(3, 1);
        using HalfDenseLayers reader = new(trainer.Parameters, 1, 1);
        float[] images = Samples.Floats(3 * trainer.Description.InputFloats, 26), before = reader.Forward(images.AsSpan(0, images.Length / 3)).ToArray();
        trainer.Optimizer = new Sgd { LearningRate = 0.5f };
        trainer.Step(images, [1, 2, 0]);

        ReferenceMap expected = ReferenceNetwork.OfReader(reader, trainer).Forward(images.AsSpan(0, images.Length / 3)).Scores;
        Agreement.Check("the scores", reader.Forward(images.AsSpan(0, images.Length / 3)), expected, Agreement.Roundings);
        Assert.False(reader.Forward(images.AsSpan(0, images.Length / 3)).SequenceEqual(before));
    }

    [Theory]
    [MemberData(nameof(ReaderCases))]
    public void HalvesNeedNoParametersButThoseThatAreKept(int index, int bits)
    {
        using VectorWidth.Scope width = VectorWidth.Use(bits);
        (Network owner, ImageNetwork reader) = Readers[index]();
        using (owner)
        using (reader)
        {
            Samples.Fill(owner.Parameters, seed: 27);
            float[] maps = Samples.Floats(reader.Description.InputFloats, 28), expected = reader.Forward(maps).ToArray();
            reader.ReleaseParameters();
            Assert.True(reader.Forward(maps).SequenceEqual(expected));
        }
    }

    [Fact]
    public void HalvesTakeHalfTheMemory()
    {
        using FullLayers net = new(1, 1);
        using HalfFullLayers reader = new(net.Parameters, 1, 1);
        MemoryDescription floats = net.Description.Memory, halves = reader.Description.Memory;
        foreach (int bits in new[] { 256, 512 })
        {
            Assert.Equal(0, floats.Halves(bits));
            Assert.InRange(halves.Halves(bits), (63 * 64 * 601) + (601 * 36) + (12 * 42) + (42 * 5), 1.1 * 63 * 64 * 601);
            Assert.DoesNotContain("half floats", PlanOf(net, bits), StringComparison.Ordinal);
            Assert.Contains($"(for vectors of {bits} bits; 5MB of it are half floats)", PlanOf(reader, bits), StringComparison.Ordinal);
            Assert.InRange(floats.Packed(bits) - halves.Packed(bits), (halves.Halves(bits) / 2) - 4, (halves.Halves(bits) / 2) + 4);
        }
    }

    private static string PlanOf(Network network, int bits)
    {
        using VectorWidth.Scope width = VectorWidth.Use(bits);
        return PlanTable.Format(network.Description, 1);
    }

    [Fact]
    public void AWeightThatIsNoNumberShows()
    {
        using OneFullLayer net = new(1, 1);
        net.Parameters.Initialize(Initialization.He, 29);
        net.Parameters.Edit()[7] = float.NaN;
        Assert.All(net.Forward(Samples.Floats(net.Description.InputFloats, 30)).ToArray(), score => Assert.True(float.IsNaN(score)));
    }

    public static TheoryData<int> Widths { get; } = [.. Cases.Widths];

    private static TheoryData<int, int> OfWidths(int count)
    {
        TheoryData<int, int> data = [];
        foreach (int bits in Cases.Widths)
            for (int index = 0; index < count; index++)
                data.Add(index, bits);

        return data;
    }

    private static float[] Magnitudes(ReadOnlySpan<float> values) => Array.ConvertAll(values.ToArray(), MathF.Abs);
}

using Kiln.Networks.Tests.Networks;
using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests;

/// <summary>A network with several inputs or losses is given each by its name; image by image in one array is the same.</summary>
public class SeveralInputsTests
{
    private const int Images = 3, Left = 9 * 8 * 3;

    private static readonly float[] Lefts = Samples.Floats(Images * Left, 1), Rights = Samples.Floats(Images * Left, 2);

    private static readonly float[] Together =
        [.. Enumerable.Range(0, Images).SelectMany(n => Lefts.Skip(n * Left).Take(Left).Concat(Rights.Skip(n * Left).Take(Left)))];

    [Fact]
    public void InputsByNameAreThoseImageByImage()
    {
        using Pair net = new(Images, 2);
        Samples.Fill(net.Parameters, seed: 3);
        using PairReader reader = new(net.Parameters);

        float[] scores = net.Forward(Together).ToArray();
        Assert.Equal(scores, net.Forward(new Pair.Inputs { Left = Lefts, Right = Rights }).ToArray());
        Assert.Equal(
            reader.Forward(Together.AsSpan(0, 2 * Left), 9, 8).ToArray(),
            reader.Forward(new PairReader.Inputs { Left = Lefts.AsSpan(0, Left), Right = Rights.AsSpan(0, Left) }, 9, 8).ToArray());

        float[] gradients = new float[Together.Length], byName = new float[Together.Length];
        LossReport report = net.ComputeGradients(Together, [0, 1, 2], gradients);
        float[] parameters = net.Gradients.ToArray();
        Assert.Equal(report, net.ComputeGradients(Batch(Rights, [0, 1, 2], [0, 1, 2]), byName));
        Assert.Equal(gradients, byName);
        Assert.Equal(parameters, net.Gradients.ToArray());
    }

    [Fact]
    public void EveryLossHasLabelsOfItsOwn()
    {
        using Pair net = new(Images, 1);
        Samples.Fill(net.Parameters, seed: 3);
        LossReport equal = net.Evaluate(Batch(Rights, [0, 1, 2], [0, 1, 2]));
        LossReport main = net.Main.Report, side = net.Aux.Report;
        LossReport other = net.Evaluate(Batch(Rights, [0, 1, 2], [4, 3, -1]));

        Assert.Equal(equal.Loss, main.Loss + (0.3 * side.Loss), 1e-12);
        Assert.Equal(main, net.Main.Report);
        Assert.NotEqual(side.Loss, net.Aux.Report.Loss);
        Assert.NotEqual(equal.Loss, other.Loss);
        Assert.Equal(equal.Top1Errors, other.Top1Errors);

        double before = net.Step(Batch(Rights, [0, 1, 2], [4, 3, -1])).Loss;
        Assert.Equal(other.Loss, before);
        Assert.Equal(1, net.StepCount);
    }

    [Fact]
    public void ALossOfTheCallersOwnReachesEveryInput()
    {
        using Distance net = new(2, 1);
        Samples.Fill(net.Parameters, seed: 4);
        float[] left = Samples.Floats(100, 5), right = Samples.Floats(100, 6), gradients = new float[200], derivative = new float[24];

        // d = Σ (A − B)² / 2 over images.
        ReadOnlySpan<float> scores = net.ForwardForTraining(new Distance.Inputs { Left = left, Right = right });
        for (int n = 0; n < 2; n++)
            for (int k = 0; k < 6; k++)
                derivative[(12 * n) + 6 + k] = -(derivative[(12 * n) + k] = scores[(12 * n) + k] - scores[(12 * n) + 6 + k]);

        net.Backward(derivative, gradients);
        for (int i = 0; i < 50; i++)
            Assert.Equal(gradients[i], -gradients[50 + i], 1e-6f);
        Assert.Contains(gradients, gradient => gradient != 0);

        // Equal images are at no distance, and nothing pulls at the weights that both have.
        scores = net.ForwardForTraining(new Distance.Inputs { Left = left, Right = left });
        Assert.Equal(scores[..6].ToArray(), scores[6..12].ToArray());
    }

    [Fact]
    public void WhatDoesNotFitIsSaid()
    {
        using Pair net = new(Images, 1);

        Assert.Equal(
            "2 maps were given for Right, but 3 for Left (Parameter 'Right')",
            Assert.Throws<ArgumentException>(() => net.Forward(new Pair.Inputs { Left = Lefts, Right = Rights.AsSpan(0, 2 * Left) })).Message);
        Assert.Equal(
            "images of 9×8×3 take 216 floats each, but 7 floats were given, which is not a whole number of images (Parameter 'Left')",
            Assert.Throws<ArgumentException>(() => net.Forward(new Pair.Inputs { Left = new float[7], Right = Rights })).Message);
        Assert.Equal(
            "label 5 at index 1 is not a class of Aux: classes run from 0 to 4, −1 is ignored (Parameter 'Aux')",
            Assert.Throws<ArgumentException>(() => net.Evaluate(Batch(Rights, [0, 1, 2], [0, 5, 2]))).Message);
        Assert.Equal(
            "the last call of Pair had no labels; run Step, ComputeGradients or Evaluate before reading Main",
            Assert.Throws<InvalidOperationException>(() => net.Main.Report).Message);
    }

    [Fact]
    public void AStepByNamesAllocatesNothing()
    {
        using Pair net = new(Images, 2);
        int[] labels = [0, 1, 2];
        net.Step(Batch(Rights, labels, labels));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 10; step++)
            net.Step(Batch(Rights, labels, labels));

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static Pair.Batch Batch(ReadOnlySpan<float> rights, ReadOnlySpan<int> main, ReadOnlySpan<int> aux) =>
        new() { Left = Lefts, Right = rights, Main = main, Aux = aux };
}

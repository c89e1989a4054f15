using Kiln.Inspection;
using Kiln.Networks.Tests.Networks;
using Kiln.Networks.Tests.Support;
using Kiln.Training;

namespace Kiln.Networks.Tests;

/// <summary>What labels and classes count; losses of several kinds in one network; what is said of labels that do not fit.</summary>
public sealed class LossWeightTests
{
    private const int Images = 3;

    private static readonly float[] Input = Samples.Floats(Images * 6 * 5 * 3, 1);

    private static readonly int[] Classes = [2, 0, 1];

    /// <summary>Labels of which each counts as its class does are those whose class counts.</summary>
    [Fact]
    public void WhatAClassCountsIsWhatItsLabelsCount()
    {
        using HingeLosses given = Create(), set = Create();
        set.Loss.ClassWeights = [0.5f, 0, 3, 1];
        set.Wrong.ClassWeights = set.Far.ClassWeights = set.Loss.ClassWeights;

        LossReport expected = given.ComputeGradients(Input, Classes, default, [3, 0.5f, 0]), actual = set.ComputeGradients(Input, Classes);

        Assert.NotEqual(0, expected.Loss);
        Assert.Equal(expected, actual);
        Assert.Equal(given.Gradients.ToArray(), set.Gradients.ToArray());
        Assert.Equal((given.Wrong.Report, given.Far.Report), (set.Wrong.Report, set.Far.Report));
        Assert.Equal([0.5f, 0, 3, 1], set.Loss.ClassWeights.ToArray());

        // Weights of a call and of classes are multiplied; none is as it began.
        expected = given.Evaluate(Input, Classes, [3, 0.25f, 0]);
        Assert.Equal(expected, set.Evaluate(Input, Classes, [1, 0.5f, 7]));
        set.Loss.ClassWeights = set.Wrong.ClassWeights = set.Far.ClassWeights = default;
        Assert.Equal(given.Evaluate(Input, Classes), set.Evaluate(Input, Classes));

        static HingeLosses Create()
        {
            HingeLosses net = new(Images, 1);
            Samples.Fill(net.Parameters, seed: 5);
            return net;
        }
    }

    /// <summary>Classes, signs and numbers by name, each with weights of its own.</summary>
    [Fact]
    public void LossesOfAllKindsInOneNetwork()
    {
        using MixedLosses net = new(Images, 2);
        Samples.Fill(net.Parameters, seed: 6);
        float[] signs = [1, -1, 0, 1, 1, -1], numbers = Samples.Floats(Images * 30 * 2, 7), gradients = new float[Input.Length];
        LossReport report = net.ComputeGradients(Batch(), gradients);
        Assert.Equal(report.Loss, net.Class.Report.Loss + (0.5 * net.Sign.Report.Loss) + (0.25 * net.Number.Report.Loss), 1e-9);
        Assert.Equal(net.Class.Report.Top1Errors, report.Top1Errors);
        Assert.Equal(net.Wrong.Report.Loss, (double)report.Top1Errors / Images, 1e-9);

        // The gradient is that of the sum: what is left of it without one loss, and without the others.
        float[] all = net.Gradients.ToArray(), sum = new float[all.Length], none = new float[Images];
        foreach (int which in Enumerable.Range(0, 3))
        {
            net.ComputeGradients(Batch(), weights: new MixedLosses.LabelWeights { Class = which == 0 ? default : none, Sign = which == 1 ? default : none, Number = which == 2 ? default : none });
            for (int i = 0; i < sum.Length; i++)
                sum[i] += net.Gradients[i];
        }

        for (int i = 0; i < sum.Length; i++)
            Assert.Equal(all[i], sum[i], 1e-5f * (1 + Math.Abs(all[i])));

        net.Step(Batch(), new MixedLosses.LabelWeights { Class = none });
        long allocated = Allocations.Of(() => net.Step(Batch(), new MixedLosses.LabelWeights { Class = none }));
        Assert.True(allocated == 0, $"{allocated} bytes were allocated");
        Assert.Equal(
            "Sign compares scores with signs, which are floats, but classes were given (Parameter 'imageLabels')",
            Assert.Throws<ArgumentException>(() => net.Evaluate(Input, Classes)).Message);

        MixedLosses.Batch Batch() => new() { Image = Input, Class = Classes, Wrong = Classes, Sign = signs, Number = numbers };
    }

    /// <summary>Steps by every loss alone lower it.</summary>
    [Theory]
    [InlineData("LogLosses")]
    [InlineData("HingeLosses")]
    [InlineData("StructuredHingeLosses")]
    [InlineData("AttributeLosses")]
    [InlineData("PixelSigns")]
    [InlineData("BinaryLogLosses")]
    [InlineData("NumberLosses")]
    [InlineData("HuberLosses")]
    public void StepsLowerEveryLoss(string name)
    {
        using TrainableNetwork net = Cases.OfClass(name).Create(Images, 2);
        Samples.Fill(net.Parameters, seed: 8);
        net.Optimizer = new Adam { LearningRate = 0.01f };
        LabelSet labels = LabelSet.Draw(net, Images, seed: 8);
        double first = net.ComputeGradients(Input, labels, new float[Input.Length]).Loss, last = first;
        for (int step = 0; step < 100; step++)
            last = net.Step(Input, labels).Loss;

        Assert.InRange(last, 0, first / 2);
    }

    /// <summary>The check draws labels of every kind, and finds the derivatives right.</summary>
    [Fact]
    public void DerivativesOfAllKindsAreChecked()
    {
        using MixedLosses net = new(DerivativeCheck.MaxBatch, 2);

        Assert.All(new DerivativeCheck(net, seed: 2).Run(), result => Assert.True(result.Agrees, result.ToString()));
    }

    [Fact]
    public void WhatDoesNotFitIsSaid()
    {
        using HingeLosses hinge = new(Images, 1);
        using AttributeLosses signs = new(Images, 1);
        using NumberLosses numbers = new(Images, 1);
        float[] ofImages = new float[Images * 19];

        Says("label 4 at index 1 is not a class of Far: classes run from 0 to 3, −1 is ignored (Parameter 'imageLabels')", () => hinge.Step(Input, [0, 4, 0]));
        Says("Far compares scores with classes, which are whole numbers, but floats were given (Parameter 'targets')", () => hinge.Evaluate(Input, new float[Images]));
        Says("weight -1 at index 2 of Far is out of range: weights are finite and 0 or more (Parameter 'weights')", () => hinge.Evaluate(Input, Classes, [1, 0, -1]));
        Says("weight NaN at index 0 of Far is out of range: weights are finite and 0 or more (Parameter 'weights')", () => hinge.Evaluate(Input, Classes, [float.NaN, 0, 1]));
        Says("3 images need 3 (one an image) or 90 (one a pixel) weights for Far, but 2 were given (Parameter 'weights')", () => hinge.Evaluate(Input, Classes, new float[2]));
        Says("Loss, a weight for each class, needs 4 values, but 3 were given (Parameter 'value')", () => hinge.Loss.ClassWeights = new float[3]);
        Says("weight Infinity at index 1 of Loss is out of range: weights are finite and 0 or more (Parameter 'value')", () => hinge.Loss.ClassWeights = [1, float.PositiveInfinity, 1, 1]);
        Says("target 0.5 at index 20 is not a sign of Loss: targets are 1 or −1, 0 is ignored (Parameter 'targets')", () => signs.Evaluate(Input, [.. ofImages[..20], 0.5f, .. ofImages[21..]]));
        Says("3 images need 57 targets for Loss, but 3 were given (Parameter 'targets')", () => signs.Evaluate(Input, new float[Images]));
        Says("Loss compares scores with signs, which are floats, but classes were given (Parameter 'imageLabels')", () => signs.Step(Input, Classes));
        Says("Loss has no classes: it compares scores with signs, which are floats; give each its weight in the call (Parameter 'value')", () => signs.Loss.ClassWeights = [1]);
        Says("target NaN at index 1 is not a number of Loss: targets are finite (Parameter 'targets')", () => numbers.Evaluate(Input, [0, float.NaN, .. new float[13]]));
        Says("3 images need 15 (one for each channel of an image) or 90 (one for each channel of a pixel) targets for Loss, but 14 were given (Parameter 'targets')", () => numbers.Evaluate(Input, new float[14]));

        static void Says(string message, Action act) => Assert.Equal(message, Assert.Throws<ArgumentException>(act).Message);
    }
}

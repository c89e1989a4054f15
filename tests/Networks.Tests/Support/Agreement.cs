using System.Globalization;
using Kiln.Networks.Tests.Reference;

namespace Kiln.Networks.Tests.Support;

/// <summary>Compares float results with the reference, element by element.</summary>
internal static class Agreement
{
    /// <summary>How many roundings of the magnitudes a result may be off where its sums are short.</summary>
    public const double Roundings = 8;

    /// <summary>Results too small for float's exponent are lost.</summary>
    private const double Underflow = 1e-36;

    /// <summary>Fails on the element that is off by the most roundings, if they are too many.</summary>
    /// <param name="what">What is compared, for the message.</param>
    /// <param name="actual">The results.</param>
    /// <param name="expected">The reference.</param>
    /// <param name="errors">One rounding of every element.</param>
    /// <param name="roundings">How many are allowed.</param>
    public static void Check(string what, ReadOnlySpan<float> actual, ReadOnlySpan<double> expected, ReadOnlySpan<double> errors, double roundings)
    {
        Assert.True(expected.Length == actual.Length, $"{what} has {actual.Length} values, the reference {expected.Length}");
        int worst = -1;
        double most = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            double off = Math.Abs(actual[i] - expected[i]) / (errors[i] + Underflow);

            // Worded so that no number counts as wrong.
            if (!(off <= most))
                (worst, most) = (i, off);
        }

        if (!(most <= roundings))
        {
            Assert.Fail(string.Create(
                CultureInfo.InvariantCulture, $"{what}: element {worst} of {actual.Length} is {actual[worst]}, but {expected[worst]} was expected; that is {most:G4} roundings, and {roundings} are allowed"));
        }
    }

    /// <summary>The outputs of a layer.</summary>
    public static void Check(string what, ReadOnlySpan<float> actual, ReferenceMap expected, double roundings) =>
        Check(what, actual, expected.Values, expected.Errors, roundings);

    /// <summary>A gradient.</summary>
    public static void Check(string what, ReadOnlySpan<float> actual, ReferenceSum expected, double roundings) =>
        Check(what, actual, expected.Values, expected.Errors, roundings);

    /// <summary>The loss, its errors, and the gradients of all parameters and of the images.</summary>
    public static void Check(LossReport report, TrainableNetwork net, ReadOnlySpan<float> imageGradients, ReferenceGradients expected, double roundings)
    {
        CheckParameters(report, net, imageGradients, expected, roundings);
        foreach (LossLayer loss in net.Layers.OfType<LossLayer>())
        {
            LossOf part = expected.Loss.Parts[loss.Name];
            Check($"{loss.Name} alone", [(float)loss.Report.Loss], [part.Loss], [part.Error + (ReferenceMap.Rounding * Math.Abs(part.Loss))], roundings);
            Assert.Equal((part.Top1Errors, part.Top5Errors), (loss.Report.Top1Errors, loss.Report.Top5Errors));
        }

        foreach (Layer layer in net.Layers.Where(KeepsGradient))
            Check($"the gradient by {layer.Name}", layer.Gradient, expected.Maps[layer.Name], roundings);
    }

    /// <summary>The same without the gradients by layers that are kept.</summary>
    public static void CheckParameters(LossReport report, TrainableNetwork net, ReadOnlySpan<float> imageGradients, ReferenceGradients expected, double roundings)
    {
        Check("the loss", [(float)report.Loss], [expected.Loss.Loss], [expected.Loss.Error + (ReferenceMap.Rounding * Math.Abs(expected.Loss.Loss))], roundings);
        Assert.Equal((expected.Loss.Top1Errors, expected.Loss.Top5Errors), (report.Top1Errors, report.Top5Errors));
        foreach (ParameterDescription parameter in net.Description.Parameters)
            Check($"the gradient of {parameter.Name}", net.Gradients.Slice(parameter.Offset, parameter.Length), expected.Parameters[parameter.Name], roundings);

        Check("the gradient of the images", imageGradients, expected.Image, roundings);
    }

    private static bool KeepsGradient(Layer layer)
    {
        try
        {
            return !layer.Gradient.IsEmpty;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The loss and its errors without gradients, as of a network that is not in training.</summary>
    public static void CheckLoss(LossReport report, ReferenceLoss expected, double roundings)
    {
        // What float has no number for, as the logarithm of a probability that is 0 there.
        if (double.IsInfinity(expected.Error))
        {
            Assert.True(report.Loss > 0, $"the loss is {report.Loss}");
            return;
        }

        Check("the loss in inference", [(float)report.Loss], [expected.Loss], [expected.Error + (ReferenceMap.Rounding * Math.Abs(expected.Loss))], roundings);
        if (expected.Undecided.Count == 0)
            Assert.Equal((expected.Top1Errors, expected.Top5Errors), (report.Top1Errors, report.Top5Errors));
    }

    /// <summary>Scores and loss as in inference, then a training step with all that it stores, each element by element.</summary>
    public static void CheckAll(TrainableNetwork net, Batch batch, double roundings)
    {
        Check("the scores", net.Forward(batch.Input), batch.Run.Scores, roundings);
        CheckLoss(net.Evaluate(batch.Input, batch.Labels), new ReferenceNetwork(net).Loss(batch.Run, batch.Labels), roundings);
        CheckTraining(net, batch, roundings);
    }

    /// <summary>Loss, gradients and stored outputs of a training step; the backward run must leave what the forward run stored.</summary>
    public static void CheckTraining(TrainableNetwork net, Batch batch, double roundings)
    {
        float[] gradients = new float[batch.Input.Length];
        LossReport report = net.ComputeGradients(batch.Input, batch.Labels, gradients);
        Assert.Equal(batch.Input.Length / net.Description.InputFloats, report.Images);
        Check(report, net, gradients, batch.Gradients, roundings);
        CheckStored(net, batch.Training, roundings);
    }

    /// <summary>Every output that a network stored in its last run.</summary>
    public static void CheckStored(Network net, ReferenceRun expected, double roundings)
    {
        foreach (ReferenceStep step in expected.Steps.Where(step => step.Layer.Stored))
        {
            Layer layer = net.Layers.Single(layer => layer.Name == step.Layer.Name);
            if (net is TrainableNetwork || !IsOverwritten(layer))
                Check($"the output of {layer.Name}", layer.Output, step.Output, roundings);
        }

        // For inference, maps share memory: what is not kept may be gone.
        static bool IsOverwritten(Layer layer)
        {
            try
            {
                return layer.Output.IsEmpty;
            }
            catch (InvalidOperationException)
            {
                return true;
            }
        }
    }

    /// <summary>Fails on the first value that differs in a bit.</summary>
    public static void SameBits(string what, ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < actual.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(actual[i]) != BitConverter.SingleToInt32Bits(expected[i]))
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{what}: element {i} of {actual.Length} is {actual[i]:R}, but was {expected[i]:R}"));
        }
    }
}

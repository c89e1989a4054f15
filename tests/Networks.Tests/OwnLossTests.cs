using Kiln.Networks.Tests.Networks;
using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests;

/// <summary>A derivative that the caller gives takes the place of a loss's, or adds to it.</summary>
public class OwnLossTests
{
    private const int Images = 3;

    private static readonly int[] Labels = [4, 0, 2];

    [Fact]
    public void TheDerivativeOfTheSameLossGivesTheSameGradients()
    {
        using LossInside inside = new(Images, 1);
        using LossOutside outside = new(Images, 1);
        (float[] input, float[] expected, float[] expectedImages) = Reference(inside);
        Samples.Fill(outside.Parameters, seed: 3);
        float[] images = new float[input.Length];

        outside.Backward(SoftmaxDerivative(outside.ForwardForTraining(input), outside.OutputShape.Channels), images);

        AreClose(expected, outside.Gradients);
        AreClose(expectedImages, images);
        Assert.False(outside.Gradients.IndexOfAnyExcept(0) < 0);
    }

    [Fact]
    public void BesideALossItAdds()
    {
        using LossInside inside = new(Images, 1);
        using LossInsideAndOutside both = new(Images, 1);
        (float[] input, float[] expected, _) = Reference(inside);
        Samples.Fill(both.Parameters, seed: 3);

        // Without labels the loss inside says nothing; with labels, and no derivative, it alone speaks.
        both.Backward(SoftmaxDerivative(both.ForwardForTraining(input), both.OutputShape.Channels));
        AreClose(expected, both.Gradients);

        both.ComputeGradients(input, Labels);
        AreClose(expected, both.Gradients);
    }

    [Fact]
    public void ANetworkThatTakesNoneSaysSo()
    {
        using LossInside inside = new(Images, 1);
        using LossOutside outside = new(Images, 1);
        float[] input = Samples.Floats(Images * inside.Description.InputFloats, 1);
        inside.ForwardForTraining(input);

        InvalidOperationException none = Assert.Throws<InvalidOperationException>(() => inside.Backward(new float[Images * 5]));
        InvalidOperationException noLoss = Assert.Throws<InvalidOperationException>(() => outside.Step(input, Labels));
        outside.ForwardForTraining(input);
        ArgumentException tooFew = Assert.Throws<ArgumentException>(() => outside.Backward(new float[4]));

        Assert.Equal("LossInside takes no derivative from outside; declare it with [Network(OwnLoss = true)]", none.Message);
        Assert.Equal("LossOutside has no loss; run ForwardForTraining, then Backward with the derivative of yours", noLoss.Message);
        Assert.StartsWith("the derivative by the scores needs 15 values, but 4 were given", tooFew.Message, StringComparison.Ordinal);
    }

    private static (float[] Input, float[] Gradients, float[] ImageGradients) Reference(LossInside net)
    {
        Samples.Fill(net.Parameters, seed: 3);
        float[] input = Samples.Floats(Images * net.Description.InputFloats, 3), images = new float[input.Length];
        net.ComputeGradients(input, Labels, images);
        return (input, net.Gradients.ToArray(), images);
    }

    /// <summary>(softmax − [k = label]) / images.</summary>
    private static float[] SoftmaxDerivative(ReadOnlySpan<float> scores, int classes)
    {
        float[] derivative = new float[scores.Length];
        for (int n = 0; n < Images; n++)
        {
            double[] exponentials = [.. scores.Slice(n * classes, classes).ToArray().Select(score => Math.Exp(score))];
            for (int k = 0; k < classes; k++)
                derivative[(n * classes) + k] = (float)(((exponentials[k] / exponentials.Sum()) - (k == Labels[n] ? 1 : 0)) / Images);
        }

        return derivative;
    }

    private static void AreClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-5 * (1 + Math.Abs(expected[i])), $"element {i} is {actual[i]}, but {expected[i]} was expected");
    }
}

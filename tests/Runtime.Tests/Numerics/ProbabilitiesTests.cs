using Kiln.Numerics;

namespace Kiln.Tests.Numerics;

public class ProbabilitiesTests
{
    [Fact]
    public void EveryPixelHasItsOwn()
    {
        float[] scores = [1, 2, 3, 1000, 1000, -1000], probabilities = new float[6];
        Probabilities.Of(scores, classes: 3, probabilities);

        double sum = Math.Exp(-2) + Math.Exp(-1) + 1;
        Assert.Equal([Math.Exp(-2) / sum, Math.Exp(-1) / sum, 1 / sum, 0.5, 0.5, 0], probabilities.Select(value => (double)value), (a, b) => Math.Abs(a - b) < 1e-6);
        Probabilities.Of(scores, classes: 3, scores);
        Assert.Equal(probabilities, scores);
    }

    [Fact]
    public void WhatDoesNotFitIsSaid()
    {
        Assert.StartsWith("5 scores are not a whole number of pixels of 3 classes", Assert.Throws<ArgumentException>(() => Probabilities.Of(new float[5], 3, new float[5])).Message, StringComparison.Ordinal);
        Assert.StartsWith("the probabilities needs 6 values, but 5 were given", Assert.Throws<ArgumentException>(() => Probabilities.Of(new float[6], 3, new float[5])).Message, StringComparison.Ordinal);
    }
}

using Kiln.Networks.Tests.Networks;
using Kiln.Networks.Tests.Support;
using Kiln.Numerics;

namespace Kiln.Networks.Tests;

/// <summary>Points and regions come from layers, and a network that diverged gives any: nothing outside the map is read or written.</summary>
public class PlacesTests
{
    private const int Floats = 4 * 5 * 3, Places = 3 * (2 + 4), Scores = 3 * 9;

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(1e30f)]
    [InlineData(-1e30f)]
    public void WhatIsNowhereIsNothing(float place)
    {
        foreach (int bits in Cases.Widths)
        {
            using VectorWidth.Scope width = VectorWidth.Use(bits);
            using GivenPlaces net = new(2, 1);
            float[] input = [.. Image(1, place), .. Image(2, place)], gradients = new float[input.Length];

            Assert.All(net.ForwardForTraining(input).ToArray(), score => Assert.Equal(0, score));
            net.Backward([.. Enumerable.Repeat(1f, 2 * Scores)], gradients);
            Assert.All(gradients, gradient => Assert.Equal(0, gradient));
        }
    }

    /// <summary>From far before the map to far behind it there is all of it.</summary>
    [Fact]
    public void ARegionMayBeLargerThanTheMap()
    {
        using GivenPlaces net = new(1, 1);
        float[] input = Image(3, -1e30f);
        float[] map = input[..Floats], gradients = new float[input.Length];
        input.AsSpan(Floats + 6, 4).Fill(-1e6f);
        input.AsSpan(Floats + 8, 2).Fill(1e6f);

        float[] scores = net.ForwardForTraining(input).ToArray();
        net.Backward([.. Enumerable.Repeat(1f, Scores)], gradients);

        for (int c = 0; c < 3; c++)
        {
            float[] channel = [.. map.Chunk(3).Select(pixel => pixel[c])];
            Assert.Equal(channel.Max(), scores[3 + c]);
            Assert.Equal(channel.Average(), scores[6 + c], 1e-6f);
            Assert.Equal(2, gradients[..Floats].Chunk(3).Sum(pixel => pixel[c]), 1e-5f);
        }
    }

    /// <summary>An image, and places that are all one number.</summary>
    private static float[] Image(int seed, float place) => [.. Samples.Floats(Floats, seed), .. Enumerable.Repeat(place, Places)];
}

using Kiln.Networks.Tests.Networks;
using Kiln.Numerics;

namespace Kiln.Networks.Tests;

/// <summary>Derivatives by rule where float has no number for an exponential.</summary>
public sealed class SteepFunctionTests
{
    /// <summary>Both sides of every border: exp(−x) squared, exp(−x), and exp(−x) as an input of the next quotient.</summary>
    private static readonly float[] Inputs = [-1e4f, -300, -104, -100, -89, -88.8f, -88.7f, -88, -80, -60, -45, -44, -30, -1, 0, 1, 44, 88, 100, 1e4f];

    [Theory]
    [MemberData(nameof(Widths))]
    public void NoGradientIsInfiniteOrNoNumber(int bits)
    {
        using VectorWidth.Scope width = VectorWidth.Use(bits);
        using SteepFunctions net = new(maxBatch: 1);
        float[] gradient = new float[Inputs.Length], ones = new float[Inputs.Length];
        ones.AsSpan().Fill(1);
        net.ForwardForTraining(Inputs);
        net.Backward(ones, gradient);
        for (int i = 0; i < Inputs.Length; i++)
        {
            // y = x·s², with s = 1 / (1 + exp(−x)) and s' = s·(1 − s).
            double x = Inputs[i], s = 1 / (1 + Math.Exp(-x)), expected = (s * s) + (2 * x * s * s * (1 - s));
            Assert.True(Math.Abs(gradient[i] - expected) <= (1e-6 * Math.Abs(expected)) + 1e-37, $"at {x} the gradient is {gradient[i]}, not {expected}");
        }
    }

    public static TheoryData<int> Widths() => [.. Cases.Widths];
}

namespace Kiln.Tests.Networks;

/// <summary>How random weights spread, by the whole network's start and by those that layers declare.</summary>
public class InitializationTests
{
    private readonly ParameterSet<StartsNet> set = new();

    /// <summary>Fan-in and fan-out of two groups over 3×3 pixels: 4 channels and 16 filters each. Of the dense layer, 64 inputs and 40 outputs.</summary>
    [Fact]
    public void Xavier_is_uniform_within_glorots_bounds()
    {
        set.Initialize(Initialization.Gaussian(0.3), seed: 1);
        CheckUniform(set["Conv1.Weights"], Math.Sqrt(6.0 / ((9 * 4) + (9 * 16))));
        CheckUniform(set["Scores.Weights"], Math.Sqrt(6.0 / (64 + 40)));
    }

    [Fact]
    public void Layers_start_as_they_declare_and_the_others_as_the_network()
    {
        set.Initialize(Initialization.Gaussian(0.3), seed: 1);
        CheckNormal(set["Conv2.Weights"], 0.3);
        CheckNormal(set["Conv3.Weights"], 0.02);
        CheckNormal(set["Dense1.Weights"], Math.Sqrt(2.0 / (2 * 2 * 32)));
        Assert.All(set["Scores.Biases"].Values.ToArray(), value => Assert.Equal(0, value));

        set.Initialize(Initialization.Xavier, seed: 2);
        CheckUniform(set["Conv2.Weights"], Math.Sqrt(6.0 / ((9 * 32) + (9 * 32))));
        CheckNormal(set["Conv3.Weights"], 0.02);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits()
    {
        ParameterSet<StartsNet> other = new();
        set.Initialize(Initialization.Xavier, seed: 3);
        other.Initialize(Initialization.Xavier, seed: 3);
        Assert.Equal(set.Values.ToArray(), other.Values.ToArray());
        other.Initialize(Initialization.Xavier, seed: 4);
        Assert.NotEqual(set.Values.ToArray(), other.Values.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => Initialization.Gaussian(double.NaN));
    }

    private static void CheckUniform(Parameter array, double bound)
    {
        float[] values = array.Values.ToArray();
        Assert.InRange(values.Max(), 0.98 * bound, bound);
        Assert.InRange(values.Min(), -bound, -0.98 * bound);

        // A quarter of a uniform distribution lies in the outer quarter of its range; of a normal one of that deviation about a fifth does.
        Assert.InRange(values.Count(value => Math.Abs(value) > 0.75 * bound) / (double)values.Length, 0.22, 0.28);
        CheckDeviation(values, bound / Math.Sqrt(3));
    }

    private static void CheckNormal(Parameter array, double deviation)
    {
        float[] values = array.Values.ToArray();
        CheckDeviation(values, deviation);

        // Beyond twice the deviation there are 4.6 % of a normal distribution, and nothing of a uniform one.
        Assert.InRange(values.Count(value => Math.Abs(value) > 2 * deviation) / (double)values.Length, 0.035, 0.056);
    }

    private static void CheckDeviation(float[] values, double deviation)
    {
        Assert.InRange(values.Average(value => (double)value), -0.1 * deviation, 0.1 * deviation);
        Assert.Equal(1, Math.Sqrt(values.Average(value => (double)value * value)) / deviation, 0.06);
    }
}

using Kiln.Numerics;

namespace Kiln.Interchange.Tests.Support;

/// <summary>Random numbers to compute with.</summary>
internal static class Weights
{
    /// <summary>Random weights by the fan-in and, so that a comparison sees them, biases, factors and moments around those at which they start.</summary>
    /// <param name="parameters">Get them.</param>
    /// <param name="seed">The same seed gives the same bits.</param>
    public static void Draw(ParameterSet parameters, int seed)
    {
        foreach ((int index, Parameter array) in parameters.Arrays.Index())
        {
            ParameterDescription description = array.Description;
            Fill(array.Edit(), seed, index, description.FanIn > 0 ? MathF.Sqrt(6f / description.FanIn) : 0.2f, description.FanIn > 0 ? 0 : description.Start);
        }
    }

    /// <summary>Random numbers from −1 to 1.</summary>
    public static float[] Numbers(int count, int seed)
    {
        float[] values = new float[count];
        Fill(values, seed, stream: 0, scale: 1, middle: 0);
        return values;
    }

    private static void Fill(Span<float> values, int seed, long stream, float scale, float middle)
    {
        SeededRandom random = new(seed, stream);
        foreach (ref float value in values)
            value = middle + (scale * ((2 * (float)random.NextDouble()) - 1));
    }
}

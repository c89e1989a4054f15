namespace Kiln.Numerics;

/// <summary>Standard normal random numbers by the polar method (Marsaglia and Bray 1964), which takes no table and no rejection constant.</summary>
/// <param name="seed">The same seed gives the same sequence.</param>
public sealed class NormalRandom(int seed)
{
    private readonly SeededRandom uniform = new(seed);
    private double spare;
    private bool hasSpare;

    /// <summary>The next number of a uniform distribution from the same source: mean 0, deviation 1, from −√3 to √3.</summary>
    public double NextUniform() => Math.Sqrt(3) * ((2 * uniform.NextDouble()) - 1);

    /// <summary>The next number: mean 0, deviation 1.</summary>
    public double Next()
    {
        if (hasSpare)
        {
            hasSpare = false;
            return spare;
        }

        double u, v, square;
        do
        {
            u = (2 * uniform.NextDouble()) - 1;
            v = (2 * uniform.NextDouble()) - 1;
            square = (u * u) + (v * v);
        }
        while (square >= 1 || square == 0);

        double factor = Math.Sqrt(-2 * Math.Log(square) / square);
        spare = v * factor;
        hasSpare = true;
        return u * factor;
    }
}

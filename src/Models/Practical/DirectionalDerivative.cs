using Kiln.Numerics;

namespace Kiln.Models.Practical;

/// <summary>A directional derivative, by a difference and by the gradient.</summary>
/// <param name="Empirical">⟨p, (f(x + η·e) − f(x)) / η⟩.</param>
/// <param name="Computed">⟨∂⟨p, f⟩/∂x, e⟩.</param>
internal readonly record struct DirectionalDerivative(double Empirical, double Computed)
{
    /// <summary>How far apart the two are, in per cent.</summary>
    public double Error => 100 * Math.Abs(1 - (Empirical / Computed));

    public override string ToString() => FormattableString.Invariant($"der: empirical: {Empirical:F6}, computed: {Computed:F6}, error: {Error:F2} %");

    /// <summary>The sum of products, in double.</summary>
    public static double Inner(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += (double)a[i] * b[i];

        return sum;
    }

    /// <summary>Normal numbers of deviation 1.</summary>
    public static float[] Noise(NormalRandom random, int count)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = (float)random.Next();

        return values;
    }
}

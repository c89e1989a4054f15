namespace Kiln.Golden.Tests.Runs;

/// <summary>How far a computed tensor is from MatConvNet's.</summary>
/// <param name="Tensor">Its name in the manifest.</param>
/// <param name="Relative">The largest difference of two elements, relative to the magnitude that <see cref="Of"/> states.</param>
internal readonly record struct TensorError(string Tensor, double Relative)
{
    /// <summary>The largest relative error that counts as agreement: both sides are sums of floats in orders of their own.</summary>
    public const double Allowed = 1e-5;

    /// <summary>Whether the two agree. Worded so that no number does not.</summary>
    public bool Passes => Relative <= Allowed;

    /// <summary>Compares element by element, relative to the largest magnitude of the expected tensor.</summary>
    /// <param name="tensor">The name.</param>
    /// <param name="actual">What Kiln computed.</param>
    /// <param name="expected">What MatConvNet computed, in Kiln's order.</param>
    /// <param name="terms">Where the tensor is the difference of larger terms, their largest magnitude: their rounding is what can be held; otherwise 0.</param>
    public static TensorError Of(string tensor, ReadOnlySpan<float> actual, ReadOnlySpan<float> expected, double terms = 0)
    {
        if (actual.Length != expected.Length)
            throw new InvalidOperationException($"{tensor} has {actual.Length} values, but MatConvNet's has {expected.Length}");

        double most = 0, scale = terms;
        for (int i = 0; i < actual.Length; i++)
        {
            if (expected[i].Equals(actual[i]))
                continue;

            // The maximum of C# keeps what is no number.
            most = Math.Max(most, Math.Abs((double)actual[i] - expected[i]));
        }

        foreach (float value in expected)
            scale = float.IsFinite(value) ? Math.Max(scale, Math.Abs(value)) : scale;

        return new TensorError(tensor, most == 0 ? 0 : most / scale);
    }
}

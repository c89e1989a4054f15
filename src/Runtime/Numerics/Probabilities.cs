namespace Kiln.Numerics;

/// <summary>Probabilities from the scores that a network returns.</summary>
/// <example><code>float[] probabilities = new float[10];
/// Probabilities.Of(net.Forward(image), classes: 10, probabilities);</code></example>
public static class Probabilities
{
    /// <summary>The softmax over the classes of every pixel: <c>exp x(k) / Σ exp x</c>.</summary>
    /// <param name="scores">Scores, those of a pixel's classes one after the other.</param>
    /// <param name="classes">How many classes.</param>
    /// <param name="probabilities">As long as <paramref name="scores"/>; may be the same memory.</param>
    /// <exception cref="ArgumentException">No whole number of pixels, or lengths differ.</exception>
    public static void Of(ReadOnlySpan<float> scores, int classes, Span<float> probabilities)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        Require.Length(probabilities.Length, scores.Length, "the probabilities", nameof(probabilities));
        if (scores.Length % classes != 0)
            throw new ArgumentException($"{scores.Length} scores are not a whole number of pixels of {classes} classes", nameof(scores));

        for (int first = 0; first < scores.Length; first += classes)
        {
            ReadOnlySpan<float> pixel = scores.Slice(first, classes);
            Span<float> result = probabilities.Slice(first, classes);
            float most = float.NegativeInfinity, sum = 0;
            foreach (float score in pixel)
                most = MathF.Max(most, score);

            for (int k = 0; k < classes; k++)
                sum += result[k] = MathF.Exp(pixel[k] - most);

            for (int k = 0; k < classes; k++)
                result[k] /= sum;
        }
    }
}

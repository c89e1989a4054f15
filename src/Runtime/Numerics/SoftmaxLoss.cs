using System.ComponentModel;
using System.Runtime.Intrinsics;

namespace Kiln.Numerics;

/// <summary>The softmax loss of one pixel, called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SoftmaxLoss
{
    /// <summary>Classes of a block.</summary>
    private const int SumBlock = 64;

    /// <summary>Loss, gradient and rank of one row of scores.</summary>
    /// <remarks><c>loss = max + log Σ exp(x − max) − x(label)</c>; <c>gradient = (softmax(x) − [k = label]) · scale</c>.</remarks>
    /// <param name="scores">The scores.</param>
    /// <param name="label">The class, −1 for none: then loss and gradient are 0 and the rank is −1.</param>
    /// <param name="scale">Multiplies the gradient: 1 / images.</param>
    /// <param name="gradient">As long as <paramref name="scores"/>.</param>
    /// <param name="rank">How many classes score higher, or equal with a lower number, or no number.</param>
    /// <returns>The loss.</returns>
    public static float Row(ReadOnlySpan<float> scores, int label, float scale, Span<float> gradient, out int rank)
    {
        if (label < 0)
        {
            gradient.Clear();
            rank = -1;
            return 0;
        }

        float labelled = scores[label];
        float max = float.NegativeInfinity;
        int above = 0;
        for (int k = 0; k < scores.Length; k++)
        {
            float score = scores[k];
            max = MathF.Max(max, score);
            above += ClassRank.IsAbove(score, labelled, k < label) ? 1 : 0;
        }

        // The sum is taken in the order of the classes: the same bits with and without wide vectors.
        Exponentials(scores, max, gradient);
        float sum = Sum(gradient);
        float factor = scale / sum;
        for (int k = 0; k < gradient.Length; k++)
            gradient[k] *= factor;

        gradient[label] -= scale;
        rank = above;
        return max + MathF.Log(sum) - labelled;
    }

    /// <summary>The sum in blocks, which are added in double precision: one float chain over thousands of classes drifts where many score alike.</summary>
    private static float Sum(ReadOnlySpan<float> values)
    {
        double total = 0;
        for (int first = 0; first < values.Length; first += SumBlock)
        {
            float sum = 0;
            for (int k = first; k < Math.Min(values.Length, first + SumBlock); k++)
                sum += values[k];

            total += sum;
        }

        return (float)total;
    }

    private static void Exponentials(ReadOnlySpan<float> scores, float max, Span<float> result)
    {
        int k = 0;
        for (; k + Vector256<float>.Count <= scores.Length; k += Vector256<float>.Count)
            Vector256.Exp(Vector256.Create(scores[k..]) - Vector256.Create(max)).CopyTo(result[k..]);

        for (; k < scores.Length; k++)
            result[k] = MathF.Exp(scores[k] - max);
    }
}

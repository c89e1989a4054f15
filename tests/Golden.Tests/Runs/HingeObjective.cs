using Kiln.Golden.Tests.Declarations;
using Kiln.Golden.Tests.Manifests;

namespace Kiln.Golden.Tests.Runs;

/// <summary>A loss of the caller's own: scores f should be at least 1 where they are positive, and at most 0 where they are negative.</summary>
/// <remarks>It is the mean over positive pixels of <c>max(0, 1 − f)</c>, plus the mean over negative ones of <c>max(0, f)</c>.</remarks>
/// <param name="positive">Not 0 at positive pixels.</param>
/// <param name="negative">Not 0 at negative pixels.</param>
internal sealed class HingeObjective(Tensor positive, Tensor negative)
{
    private readonly float[] isPositive = Layouts.Maps(positive);
    private readonly float[] isNegative = Layouts.Maps(negative);
    private readonly int positives = positive.Values.Count(value => value != 0);
    private readonly int negatives = negative.Values.Count(value => value != 0);

    /// <summary>The loss of scores.</summary>
    /// <param name="scores">One a pixel.</param>
    /// <param name="derivative">Gets the derivative of the loss by each.</param>
    public double Of(ReadOnlySpan<float> scores, Span<float> derivative)
    {
        double ofPositive = 0, ofNegative = 0;
        derivative.Clear();
        for (int i = 0; i < scores.Length; i++)
        {
            if (isPositive[i] != 0 && scores[i] < 1)
            {
                ofPositive += 1 - scores[i];
                derivative[i] -= 1f / positives;
            }

            if (isNegative[i] != 0 && scores[i] > 0)
            {
                ofNegative += scores[i];
                derivative[i] += 1f / negatives;
            }
        }

        return (ofPositive / positives) + (ofNegative / negatives);
    }
}

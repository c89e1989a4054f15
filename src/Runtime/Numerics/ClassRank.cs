using System.ComponentModel;

namespace Kiln.Numerics;

/// <summary>Where the labelled class stands among the scores of one pixel, called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ClassRank
{
    /// <summary>The rank of a label, and the best of the other classes.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="label">The class, from 0.</param>
    /// <param name="rival">The other class of the highest score, the first of equals, or one whose score is no number; −1 if there is no other, or all others score −∞.</param>
    /// <returns>How many classes score higher, or equal with a lower number, or no number.</returns>
    public static int Of(ReadOnlySpan<float> scores, int label, out int rival)
    {
        float labelled = scores[label], best = float.NegativeInfinity;
        int above = 0;
        rival = -1;
        for (int k = 0; k < scores.Length; k++)
        {
            float score = scores[k];
            above += IsAbove(score, labelled, k < label) ? 1 : 0;
            if (k != label && (score > best || float.IsNaN(score)))
                (best, rival) = (score, k);
        }

        return above;
    }

    /// <summary>Whether a score ranks above that of the label. One that is not a number does: a network that diverged must not look faultless.</summary>
    internal static bool IsAbove(float score, float labelled, bool isBefore) => !(score < labelled) && (score != labelled || isBefore);
}

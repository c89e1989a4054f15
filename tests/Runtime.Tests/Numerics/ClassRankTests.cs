using CsCheck;
using Kiln.Numerics;

namespace Kiln.Tests.Numerics;

public class ClassRankTests
{
    /// <summary>Few different scores, so that many are equal.</summary>
    [Fact]
    public void It_is_where_a_stable_sort_puts_the_label() =>
        Gen.Select(Gen.Int[-3, 3].Array[1, 12], Gen.Int[0, 1000]).Sample((drawn, pick) =>
        {
            float[] scores = [.. drawn.Select(score => (float)score)];
            int label = pick % scores.Length;
            int[] sorted = [.. Enumerable.Range(0, scores.Length).OrderByDescending(k => scores[k])];

            Assert.Equal(Array.IndexOf(sorted, label), ClassRank.Of(scores, label, out int rival));
            Assert.Equal(scores.Length == 1 ? -1 : sorted.First(k => k != label), rival);
        });

    [Fact]
    public void What_is_no_number_is_above_and_the_rival()
    {
        Assert.Equal(2, ClassRank.Of([5, float.NaN, 1, 4], 3, out int rival));
        Assert.Equal(1, rival);

        // The label itself too: it is not even among as many best classes as there are.
        Assert.Equal(4, ClassRank.Of([5, 1, 4, float.NaN], 3, out rival));
        Assert.Equal(0, rival);
    }

    [Fact]
    public void Others_without_a_score_are_no_rivals()
    {
        Assert.Equal(0, ClassRank.Of([float.NegativeInfinity, 0, float.NegativeInfinity], 1, out int rival));
        Assert.Equal(-1, rival);
    }
}

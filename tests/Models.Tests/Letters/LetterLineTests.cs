using Kiln.Models.Letters;
using Kiln.Models.Reading;
using Kiln.Numerics;

namespace Kiln.Models.Tests.Letters;

public sealed class LetterLineTests
{
    private static readonly LetterInk Ink = new(LetterFile.Read(ShippedData.Letters));

    /// <summary>Letters of one piece each: the gaps between the pieces are those of the boxes.</summary>
    [Theory]
    [InlineData(700)]
    [InlineData(0)]
    public void GapsAreOneToFourPixelsAndSpacesEightToEleven(int font)
    {
        HashSet<int> gaps = [], spaces = [];
        for (int seed = 0; seed < 50; seed++)
        {
            GrayImage line = LetterLine.Set(Ink, font, "ooo ooo", new SeededRandom(seed));
            (int From, int To)[] runs = [.. Runs(line)];
            Assert.Equal(6, runs.Length);
            for (int i = 1; i < runs.Length; i++)
                (i == 3 ? spaces : gaps).Add(runs[i].From - runs[i - 1].To);
        }

        Assert.Equal([1, 2, 3, 4], gaps.Order());
        Assert.Equal([8, 9, 10, 11], spaces.Order());
    }

    /// <summary>Columns with any ink at all.</summary>
    private static IEnumerable<(int From, int To)> Runs(GrayImage line)
    {
        int from = -1;
        for (int x = 0; x <= line.Width; x++)
        {
            bool ink = x < line.Width && Enumerable.Range(0, line.Height).Any(y => line.Row(y)[x] < 1);
            if (ink && from < 0)
                from = x;
            if (!ink && from >= 0)
            {
                yield return (from, x);
                from = -1;
            }
        }
    }
}

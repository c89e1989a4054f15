namespace Kiln.Models.Reading;

/// <summary>A run of pixel columns with ink, between two without: a letter, or several that touch.</summary>
/// <param name="From">First column.</param>
/// <param name="To">One past the last column.</param>
internal readonly record struct InkPiece(int From, int To)
{
    /// <summary>How much farther than the closest rows other rows may count in a gap.</summary>
    private const int Depth = 3;

    /// <summary>The pieces of a line, from left to right.</summary>
    /// <param name="line">The picture.</param>
    public static IEnumerable<InkPiece> Of(GrayImage line)
    {
        int from = -1;
        for (int x = 0; x <= line.Width; x++)
        {
            bool ink = x < line.Width && line.HasInk(x);
            if (ink && from < 0)
                from = x;

            if (!ink && from >= 0)
            {
                yield return new InkPiece(from, x);
                from = -1;
            }
        }
    }

    /// <summary>The paper between this piece and the next one, as wide as the eye takes it to be: the mean over the rows in which both have ink,
    /// of which none counts much more than the closest. The ear of a g alone does not close the gap to the next word.</summary>
    /// <param name="line">The picture.</param>
    /// <param name="next">The next piece.</param>
    public double Gap(GrayImage line, InkPiece next)
    {
        int closest = next.From - To;
        double sum = 0;
        int rows = 0;
        for (int y = 0; y < line.Height; y++)
        {
            int left = To - 1, right = next.From;
            while (left >= From && !line.IsInk(y, left))
                left--;
            while (right < next.To && !line.IsInk(y, right))
                right++;

            if (left < From || right == next.To)
                continue;

            sum += Math.Min(right - left - 1, closest + Depth);
            rows++;
        }

        return rows == 0 ? closest : sum / rows;
    }
}

using System.Text;

namespace Kiln.Models.Reading;

/// <summary>Turns a score map into text.</summary>
/// <remarks>
/// The network has no class for "no letter" and always answers one, also between letters. So the picture itself says where letters are:
/// every run of pixel columns with ink, between two without, is one letter, or several that touch. Each such piece takes its surest column; further
/// columns of the piece count only if they are sure and at least <see cref="LetterPitch"/> pixels from one already taken. Thereby a run of the same
/// answer becomes one letter, the answers at the edges of a letter are dropped, and two equal letters with paper between them stay two. Wide gaps are spaces.
/// </remarks>
internal static class TextDecoder
{
    /// <summary>The least distance, in pixels, of two letters that touch: the width of a narrow letter at 26 pixels an em.</summary>
    private const int LetterPitch = 8;

    /// <summary>The probability from which a second letter in one piece of ink is believed.</summary>
    private const double Sure = 0.9;

    /// <summary>The fewest pixels of paper that make a space.</summary>
    private const int SpaceWidth = 5;

    /// <summary>Reads a line.</summary>
    /// <param name="line">The picture that was scored.</param>
    /// <param name="map">Its scores.</param>
    public static string Decode(GrayImage line, ScoreMap map)
    {
        StringBuilder text = new();
        int end = -1;
        foreach ((int from, int to) in Pieces(line))
        {
            if (text.Length > 0 && from - end >= SpaceWidth)
                text.Append(' ');

            foreach (int column in Letters(map, from, to))
                text.Append(map.Best(column).Letter);
            end = to;
        }

        return text.ToString();
    }

    /// <summary>The runs of pixel columns with ink: first column, one past the last.</summary>
    private static IEnumerable<(int From, int To)> Pieces(GrayImage line)
    {
        int from = -1;
        for (int x = 0; x <= line.Width; x++)
        {
            bool ink = x < line.Width && line.HasInk(x);
            if (ink && from < 0)
                from = x;

            if (!ink && from >= 0)
            {
                yield return (from, x);
                from = -1;
            }
        }
    }

    /// <summary>The score columns that each stand for one letter of a piece of ink, from left to right.</summary>
    private static IEnumerable<int> Letters(ScoreMap map, int from, int to)
    {
        List<int> taken = [];
        foreach (int column in Columns(map, from, to).OrderByDescending(column => map.Best(column).Probability))
        {
            bool apart = taken.TrueForAll(other => Math.Abs(map.Centre(other) - map.Centre(column)) >= LetterPitch);
            if (taken.Count == 0 || (apart && map.Best(column).Probability >= Sure))
                taken.Add(column);
        }

        return taken.Order();
    }

    /// <summary>The score columns whose centre lies on a piece of ink, or the one nearest to its middle.</summary>
    private static IEnumerable<int> Columns(ScoreMap map, int from, int to)
    {
        int first = Math.Max((from - map.Centre(0) + map.Stride - 1) / map.Stride, 0);
        int last = Math.Min((to - 1 - map.Centre(0)) / map.Stride, map.Columns - 1);
        int nearest = Math.Clamp((int)Math.Round((((from + to - 1) / 2.0) - map.Centre(0)) / map.Stride), 0, map.Columns - 1);
        return first <= last ? Enumerable.Range(first, last - first + 1) : [nearest];
    }
}

using System.Text;

namespace Kiln.Models.Reading;

/// <summary>Turns the answers of a network that tells <see cref="LineClasses"/> apart into text.</summary>
/// <remarks>
/// Neighbouring columns with the same letter are one letter. Whether there is a space between two letters the whole line says: one answer sees three or four letters, but the gaps of
/// a line are of two kinds, and what the scores say for a space is far apart between the kinds even where it is little in itself.
/// </remarks>
internal static class LineDecoder
{
    /// <summary>How far from even the scores may be where the line divides its gaps: beyond it no line is so unlike those of the training.</summary>
    private const float Reach = 6;

    /// <summary>Reads a line.</summary>
    /// <param name="map">The scores.</param>
    public static string Decode(ScoreMap map)
    {
        List<(char Letter, float ForSpace)> letters = Letters(map);
        float least = Threshold([.. letters.Skip(1).Select(letter => letter.ForSpace)]);
        StringBuilder text = new();
        foreach ((char letter, float forSpace) in letters)
        {
            if (text.Length > 0 && forSpace > least)
                text.Append(' ');
            text.Append(letter);
        }

        return text.ToString();
    }

    /// <summary>The letters from left to right, each with the most that a column before it says for a space: the score of a space less that of a place between letters.</summary>
    private static List<(char Letter, float ForSpace)> Letters(ScoreMap map)
    {
        List<(char Letter, float ForSpace)> letters = [];
        char last = LineClasses.Names[LineClasses.Between];
        float forSpace = float.NegativeInfinity;
        for (int column = 0; column < map.Columns; column++)
        {
            char answer = map.Best(column).Letter;
            if (LineClasses.Names.IndexOf(answer, StringComparison.Ordinal) < LineClasses.Between)
            {
                if (answer != last)
                    letters.Add((answer, forSpace));
                forSpace = float.NegativeInfinity;
            }
            else
            {
                forSpace = Math.Max(forSpace, map.Column(column)[LineClasses.Space] - map.Column(column)[LineClasses.Between]);
            }

            last = answer;
        }

        return letters;
    }

    /// <summary>What divides the gaps that are spaces from the others: the middle of the widest step between their values that is not far from even.</summary>
    private static float Threshold(float[] gaps)
    {
        Array.Sort(gaps);
        (float threshold, float widest) = (0, 0);
        for (int i = 1; i < gaps.Length; i++)
        {
            float middle = (gaps[i - 1] + gaps[i]) / 2, step = gaps[i] - gaps[i - 1];
            if (step > widest && Math.Abs(middle) < Reach)
                (threshold, widest) = (middle, step);
        }

        return threshold;
    }
}

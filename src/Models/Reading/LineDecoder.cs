using System.Text;

namespace Kiln.Models.Reading;

/// <summary>Turns the answers of a network that tells <see cref="LineClasses"/> apart into text.</summary>
/// <remarks>
/// Neighbouring columns with the same letter are one letter. Whether there is a space between two letters the whole line says: one answer sees three or four letters, but the gaps of
/// a line are of two kinds. What the network says for a space and how wide the gap is beside the others of the line make a number, and where the numbers of all gaps take their
/// widest step, the spaces begin.
/// </remarks>
internal static class LineDecoder
{
    /// <summary>How far from even the numbers may be where the line divides its gaps: beyond it no line is so unlike those of the training.</summary>
    private const float Reach = 6;

    /// <summary>From here on nothing is surer.</summary>
    private const float Sure = 8;

    /// <summary>What a pixel that a gap is wider than the line's middle one says for a space, in units of the scores.</summary>
    private const float PerPixel = 1.5f;

    /// <summary>Reads a line.</summary>
    /// <param name="line">The picture that was scored.</param>
    /// <param name="map">Its scores.</param>
    public static string Decode(GrayImage line, ScoreMap map)
    {
        List<Letter> letters = Letters(map);
        if (letters.Count == 0)
            return "";

        float[] widths = [.. letters.Skip(1).Select((letter, i) => (float)Paper(line, letters[i].Last, letter.First))];
        float middle = Middle(widths);
        float[] forSpace = [.. letters.Skip(1).Select((letter, i) => Math.Clamp(letter.ForSpace + (PerPixel * (widths[i] - middle)), -Sure, Sure))];
        float threshold = Threshold(forSpace);
        StringBuilder text = new();
        text.Append(letters[0].Name);
        for (int i = 1; i < letters.Count; i++)
        {
            if (forSpace[i - 1] > threshold)
                text.Append(' ');
            text.Append(letters[i].Name);
        }

        return text.ToString();
    }

    /// <summary>The letters from left to right.</summary>
    private static List<Letter> Letters(ScoreMap map)
    {
        List<Letter> letters = [];
        char last = LineClasses.Names[LineClasses.Between];
        float forSpace = float.NegativeInfinity;
        for (int column = 0; column < map.Columns; column++)
        {
            char answer = map.Best(column).Letter;
            int centre = map.Centre(column);
            if (LineClasses.Names.IndexOf(answer, StringComparison.Ordinal) >= LineClasses.Between)
                forSpace = Math.Max(forSpace, map.Column(column)[LineClasses.Space] - map.Column(column)[LineClasses.Between]);
            else if (answer == last)
                letters[^1] = letters[^1] with { Last = centre };
            else
                letters.Add(new Letter(answer, centre, centre, forSpace));

            if (answer == LineClasses.Names[LineClasses.Between] || answer == LineClasses.Names[LineClasses.Space])
                last = answer;
            else
                (last, forSpace) = (answer, float.NegativeInfinity);
        }

        return letters;
    }

    /// <summary>The most columns side by side without ink.</summary>
    private static int Paper(GrayImage line, int from, int to)
    {
        int most = 0, columns = 0;
        for (int x = Math.Max(from, 0); x < Math.Min(to, line.Width); x++)
        {
            columns = line.HasInk(x) ? 0 : columns + 1;
            most = Math.Max(most, columns);
        }

        return most;
    }

    private static float Middle(float[] widths) => widths.Length == 0 ? 0 : widths.Order().ElementAt(widths.Length / 2);

    /// <summary>What divides the gaps that are spaces from the others: the middle of the widest step between their numbers that is not far from even.</summary>
    private static float Threshold(float[] forSpace)
    {
        float[] sorted = [.. forSpace.Order()];
        (float threshold, float widest) = (0, 0);
        for (int i = 1; i < sorted.Length; i++)
        {
            float middle = (sorted[i - 1] + sorted[i]) / 2, step = sorted[i] - sorted[i - 1];
            if (step > widest && Math.Abs(middle) < Reach)
                (threshold, widest) = (middle, step);
        }

        return threshold;
    }

    /// <summary>Neighbouring columns with the same letter.</summary>
    /// <param name="Name">The letter.</param>
    /// <param name="First">The pixel in the middle of what the first of them looks at.</param>
    /// <param name="Last">The same of the last.</param>
    /// <param name="ForSpace">The most that a column between the letter before and this one says for a space: the score of a space less that of a place between letters.</param>
    private readonly record struct Letter(char Name, int First, int Last, float ForSpace);
}

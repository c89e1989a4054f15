using System.Text;

namespace Kiln.Models.Reading;

/// <summary>Turns the answers of a network that tells <see cref="LineClasses"/> apart into text: neighbouring columns with the same answer are one letter or one space.</summary>
internal static class LineDecoder
{
    /// <summary>Reads a line.</summary>
    /// <param name="map">The scores.</param>
    public static string Decode(ScoreMap map)
    {
        StringBuilder text = new();
        char last = LineClasses.Names[LineClasses.Between];
        foreach (char answer in map.BestLetters)
        {
            if (answer != last && answer != LineClasses.Names[LineClasses.Between])
                text.Append(answer);
            last = answer;
        }

        // The paper before and after the line is space too, and a gap within which the network is unsure may count twice.
        return string.Join(' ', text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}

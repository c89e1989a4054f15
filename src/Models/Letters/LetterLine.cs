using Kiln.Models.Reading;
using Kiln.Numerics;

namespace Kiln.Models.Letters;

/// <summary>Sets a line of text from the pictures of letters, as one lays out cards: boxes of ink side by side, 1 to 4 pixels apart, 8 to 11 for a space.</summary>
internal static class LetterLine
{
    /// <summary>Sets a line.</summary>
    /// <param name="ink">The letters.</param>
    /// <param name="font">Index of the font.</param>
    /// <param name="text">Letters a to z and single spaces between them.</param>
    /// <param name="random">Decides about the gaps.</param>
    /// <returns>A picture of 32 rows without paper at its sides.</returns>
    public static GrayImage Set(LetterInk ink, int font, string text, SeededRandom random)
    {
        List<(int Letter, int Left)> places = [];
        int side = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == ' ')
                continue;

            if (places.Count > 0)
                side += LineSpacing.BoxGap(isSpace: text[i - 1] == ' ', random);
            places.Add((text[i] - 'a', side));
            side += ink.Box(font, text[i] - 'a').Width;
        }

        GrayImage line = new(LetterSet.Side, side, new float[LetterSet.Side * side]);
        Array.Fill(line.Pixels, 1);
        foreach ((int letter, int left) in places)
            ink.Draw(font, letter, left, down: 0, scale: 1, line.Pixels, side);
        return line;
    }
}

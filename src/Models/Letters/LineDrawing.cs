using SkiaSharp;

namespace Kiln.Models.Letters;

/// <summary>Draws lines of text with a font, as the letters of the shipped set were drawn: 26 pixels an em, 32 rows a line, black on white.</summary>
internal static class LineDrawing
{
    private const int Margin = 16;

    /// <summary>Draws lines below one another.</summary>
    /// <param name="fontFile">A .ttf, .otf or .woff file.</param>
    /// <param name="texts">The lines.</param>
    /// <exception cref="UserErrorException">The font cannot be read or lacks a character.</exception>
    public static SKBitmap Draw(string fontFile, IReadOnlyList<string> texts)
    {
        using SKTypeface typeface = SKTypeface.FromFile(fontFile) ?? throw new UserErrorException($"'{fontFile}' is no font that can be read; give a .ttf, .otf or .woff file");
        if (string.Concat(texts).FirstOrDefault(character => typeface.GetGlyph(character) == 0) is var missing and not '\0')
            throw new UserErrorException($"'{fontFile}' has no '{missing}'; leave it out or take another font");

        using SKFont font = FontRenderer.CreateFont(typeface);
        float baseline = FontRenderer.Baseline(font);
        SKBitmap sheet = new((int)Math.Ceiling(texts.Max(text => font.MeasureText(text))) + (2 * Margin), texts.Count * LetterSet.Side, SKColorType.Gray8, SKAlphaType.Opaque);
        using SKCanvas canvas = new(sheet);
        using SKPaint ink = new() { Color = SKColors.Black, IsAntialias = true };
        canvas.Clear(SKColors.White);
        foreach ((int row, string text) in texts.Index())
        {
            // What hangs deeper than its line is cut off, and does not reach into the next.
            canvas.Save();
            canvas.ClipRect(SKRect.Create(0, row * LetterSet.Side, sheet.Width, LetterSet.Side));
            canvas.DrawText(text, Margin, (row * LetterSet.Side) + baseline, font, ink);
            canvas.Restore();
        }

        canvas.Flush();
        return sheet;
    }
}

using SkiaSharp;

namespace Kiln.Models.Letters;

/// <summary>Draws a to z of one font as the letters of the shipped set were drawn.</summary>
/// <remarks>26 pixels an em, black on white, antialiased. What is centred is the text box, advance width × line height, not the ink: a g
/// hangs lower than an a, as in a line of text. Slight hinting puts the baseline on a whole row. Ink beyond the image is cut off.</remarks>
internal static class FontRenderer
{
    private const float EmPixels = 26;

    /// <summary>Draws a font file.</summary>
    /// <param name="path">A .ttf, .otf or .woff file.</param>
    /// <param name="pixels">Letters × rows × columns: <see cref="LetterSet.FontBytes"/> bytes.</param>
    /// <returns>Null, or why the font is of no use.</returns>
    public static string? Render(string path, Span<byte> pixels)
    {
        using SKTypeface? typeface = SKTypeface.FromFile(path);
        return typeface is null ? "no font that can be read" : Missing(typeface) ?? Draw(typeface, pixels);
    }

    /// <summary>A font at the size and with the edges of the letters.</summary>
    /// <param name="typeface">What its letters look like.</param>
    public static SKFont CreateFont(SKTypeface typeface) =>
        new(typeface, EmPixels) { Edging = SKFontEdging.Antialias, Hinting = SKFontHinting.Slight, Subpixel = true };

    /// <summary>The row of a picture's 32 on which letters stand.</summary>
    /// <param name="font">The font.</param>
    public static float Baseline(SKFont font) => ((LetterSet.Side - (font.Metrics.Descent - font.Metrics.Ascent)) / 2) - font.Metrics.Ascent;

    private static string? Missing(SKTypeface typeface)
    {
        Dictionary<ushort, char> glyphs = [];
        for (char letter = 'a'; letter <= 'z'; letter++)
        {
            ushort glyph = typeface.GetGlyph(letter);
            if (glyph == 0)
                return $"has no {letter}";
            if (!glyphs.TryAdd(glyph, letter))
                return $"{glyphs[glyph]} and {letter} share a glyph";
        }

        return null;
    }

    private static string? Draw(SKTypeface typeface, Span<byte> pixels)
    {
        using SKFont font = CreateFont(typeface);
        using SKBitmap bitmap = new(LetterSet.Side, LetterSet.Side, SKColorType.Gray8, SKAlphaType.Opaque);
        using SKCanvas canvas = new(bitmap);
        using SKPaint ink = new() { Color = SKColors.Black, IsAntialias = true };

        float baseline = Baseline(font);
        for (int letter = 0; letter < LetterSet.Letters; letter++)
        {
            string text = ((char)('a' + letter)).ToString();
            canvas.Clear(SKColors.White);
            canvas.DrawText(text, (LetterSet.Side - font.MeasureText(text)) / 2, baseline, font, ink);
            canvas.Flush();

            Span<byte> image = pixels.Slice(letter * LetterSet.ImageBytes, LetterSet.ImageBytes);
            for (int y = 0; y < LetterSet.Side; y++)
                bitmap.GetPixelSpan().Slice(y * bitmap.RowBytes, LetterSet.Side).CopyTo(image[(y * LetterSet.Side)..]);

            if (InkBox.Of(image).Height == 0)
                return $"its {text} is blank";
        }

        return null;
    }
}

using Kiln.Models.Letters;
using Kiln.Models.Reading;
using SkiaSharp;

namespace Kiln.Models.Figures;

/// <summary>A line of text with the letter predicted at every place in blue below it, and the score map below that, to one horizontal scale.</summary>
internal static class ReadingFigure
{
    private const int Margin = 36;
    private const int RowHeight = 14;
    private const int TextHeight = 34;
    private const int LettersHeight = 30;
    private const int MostColumns = 16_000;

    /// <summary>The colour of what was read.</summary>
    public static SKColor Letter { get; } = new(0x00, 0x33, 0xCC);

    private static readonly ScottPlot.Colormaps.Viridis Colours = new();

    /// <summary>Draws a reading.</summary>
    /// <param name="line">The picture that was scored.</param>
    /// <param name="map">Its scores.</param>
    /// <param name="text">The decoded text.</param>
    /// <param name="path">Where to save the PNG.</param>
    public static void Save(GrayImage line, ScoreMap map, string text, string path)
    {
        // Letters every few pixels need room; a very long line is drawn smaller to stay a picture that programs can open.
        int zoom = Math.Clamp(MostColumns / line.Width, 1, 3);
        int lettersTop = TextHeight + (line.Height * zoom);
        int mapTop = lettersTop + LettersHeight;
        int mapHeight = map.Classes.Length * RowHeight;

        using SKBitmap bitmap = new((line.Width * zoom) + (2 * Margin), mapTop + mapHeight + Margin);
        using SKCanvas canvas = new(bitmap);
        canvas.Clear(SKColors.White);
        using SKFont font = Picture.Font(15);
        using SKPaint black = new() { IsAntialias = true };
        canvas.DrawText($"read as: {text}", Margin, TextHeight - 12, font, black);

        canvas.Translate(Margin, 0);
        DrawLine(canvas, line, zoom);
        DrawLetters(canvas, map, zoom, lettersTop + 19);
        DrawScores(canvas, map, zoom, mapTop);
        DrawRowNames(canvas, map, line.Width * zoom, mapTop);
        canvas.DrawText("pixel of the line", 0, mapTop + mapHeight + 30, font, black);
        DrawTicks(canvas, line.Width, zoom, mapTop + mapHeight);
        canvas.Flush();
        Picture.Save(bitmap, path);
    }

    /// <summary>Draws a gray picture.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="place">What it fills.</param>
    public static void DrawPicture(SKCanvas canvas, GrayImage picture, SKRect place)
    {
        using SKBitmap pixels = new(picture.Width, picture.Height, SKColorType.Gray8, SKAlphaType.Opaque);
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                byte gray = (byte)Math.Round(255 * picture.Row(y)[x]);
                pixels.SetPixel(x, y, new SKColor(gray, gray, gray));
            }
        }

        using SKImage image = SKImage.FromBitmap(pixels);
        canvas.DrawImage(image, place, new SKSamplingOptions(SKCubicResampler.CatmullRom));
    }

    private static void DrawLine(SKCanvas canvas, GrayImage line, int zoom)
    {
        SKRect place = SKRect.Create(0, TextHeight, line.Width * zoom, line.Height * zoom);
        DrawPicture(canvas, line, place);
        using SKPaint frame = new() { Style = SKPaintStyle.Stroke, Color = SKColors.LightGray };
        canvas.DrawRect(place, frame);
    }

    private static void DrawLetters(SKCanvas canvas, ScoreMap map, int zoom, int baseline)
    {
        List<(char Letter, float Middle, int Columns)> runs = [.. Runs(map)];
        int narrowest = runs.Count == 0 ? 1 : runs.Min(run => run.Columns);
        using SKFont font = Picture.Font(Math.Min(5 * zoom, map.Stride * narrowest * zoom * 1.3f));
        using SKPaint paint = new() { Color = Letter, IsAntialias = true };
        foreach ((char letter, float middle, _) in runs)
            canvas.DrawText(letter.ToString(), middle * zoom, baseline, SKTextAlign.Center, font, paint);
    }

    /// <summary>The answers to write: each column's or, of a network that says where letters stand, one a letter.</summary>
    private static IEnumerable<(char Letter, float Middle, int Columns)> Runs(ScoreMap map)
    {
        bool isWhole = map.Classes == LineClasses.Names;
        for (int from = 0, to; from < map.Columns; from = to)
        {
            char letter = map.Best(from).Letter;
            to = from + 1;
            while (isWhole && to < map.Columns && map.Best(to).Letter == letter)
                to++;

            // The paper on either side of a letter counts for its size.
            if (!isWhole || LetterSet.Alphabet.Contains(letter, StringComparison.Ordinal))
                yield return (letter, (map.Centre(from) + map.Centre(to - 1)) / 2f, isWhole ? to - from + 2 : 1);
        }
    }

    private static void DrawScores(SKCanvas canvas, ScoreMap map, int zoom, int top)
    {
        float least = float.PositiveInfinity, most = float.NegativeInfinity;
        for (int column = 0; column < map.Columns; column++)
        {
            foreach (float score in map.Column(column))
                (least, most) = (Math.Min(least, score), Math.Max(most, score));
        }

        using SKPaint paint = new();
        float range = Math.Max(most - least, float.Epsilon);
        for (int column = 0; column < map.Columns; column++)
        {
            float left = (map.Centre(column) - (map.Stride / 2f)) * zoom;
            for (int letter = 0; letter < map.Classes.Length; letter++)
            {
                ScottPlot.Color colour = Colours.GetColor((map.Column(column)[letter] - least) / range);
                paint.Color = new SKColor(colour.ARGB);
                canvas.DrawRect(left, top + (letter * RowHeight), map.Stride * zoom, RowHeight, paint);
            }
        }
    }

    private static void DrawRowNames(SKCanvas canvas, ScoreMap map, int width, int top)
    {
        using SKFont font = Picture.Font(RowHeight - 1);
        using SKPaint paint = new() { IsAntialias = true };
        for (int letter = 0; letter < map.Classes.Length; letter++)
        {
            float baseline = top + ((letter + 0.8f) * RowHeight);
            foreach (float x in (ReadOnlySpan<float>)[-Margin / 3f, width + (Margin / 3f)])
                canvas.DrawText(map.Classes[letter] == ' ' ? "_" : map.Classes[letter].ToString(), x, baseline, SKTextAlign.Center, font, paint);
        }
    }

    private static void DrawTicks(SKCanvas canvas, int columns, int zoom, int top)
    {
        using SKFont font = Picture.Font(12);
        using SKPaint paint = new() { IsAntialias = true };
        for (int x = 0; x <= columns; x += 64)
        {
            canvas.DrawLine(x * zoom, top + 2, x * zoom, top + 6, paint);
            canvas.DrawText(x.ToString(System.Globalization.CultureInfo.InvariantCulture), x * zoom, top + 17, SKTextAlign.Center, font, paint);
        }
    }
}

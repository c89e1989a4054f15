using System.Globalization;
using Kiln.Models.Evaluation;
using SkiaSharp;

namespace Kiln.Models.Figures;

/// <summary>Lines below one another, each with its font, what it says and what was read.</summary>
internal static class WorstLinesFigure
{
    private const int Margin = 24;
    private const int Zoom = 2;
    private const int CaptionHeight = 26;
    private const int LeastWidth = 900;

    /// <summary>Draws lines.</summary>
    /// <param name="lines">At least one, the worst first.</param>
    /// <param name="path">Where to save the PNG.</param>
    public static void Save(IReadOnlyList<ReadLine> lines, string path)
    {
        int width = Math.Max(lines.Max(line => line.Line.Picture.Width) * Zoom, LeastWidth);
        int height = lines.Sum(line => (line.Line.Picture.Height * Zoom) + (3 * CaptionHeight) + Margin);
        using SKBitmap bitmap = new(width + (2 * Margin), height + Margin);
        using SKCanvas canvas = new(bitmap);
        canvas.Clear(SKColors.White);
        using SKFont font = Picture.Font(16);
        using SKPaint black = new() { IsAntialias = true }, gray = new() { IsAntialias = true, Color = SKColors.DimGray }, blue = new() { IsAntialias = true, Color = ReadingFigure.Letter };
        int top = Margin;
        foreach (ReadLine line in lines)
        {
            string caption = string.Create(CultureInfo.InvariantCulture, $"{line.Line.Font}: {100 * line.ErrorRate:F0} % of the characters wrong");
            canvas.DrawText(caption, Margin, top + CaptionHeight - 10, font, gray);
            top += CaptionHeight;
            (int columns, int rows) = (line.Line.Picture.Width * Zoom, line.Line.Picture.Height * Zoom);
            ReadingFigure.DrawPicture(canvas, line.Line.Picture, SKRect.Create(Margin, top, columns, rows));
            top += rows;
            canvas.DrawText($"it says: {line.Line.Text}", Margin, top + CaptionHeight - 6, font, black);
            canvas.DrawText($"read as: {line.Read}", Margin, top + (2 * CaptionHeight) - 8, font, blue);
            top += (2 * CaptionHeight) + Margin;
        }

        canvas.Flush();
        Picture.Save(bitmap, path);
    }
}

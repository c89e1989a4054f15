using SkiaSharp;

namespace Kiln.Models.Figures;

/// <summary>One picture of a figure.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="Content">The picture; the figure disposes of it.</param>
internal readonly record struct Panel(string Title, SKBitmap Content);

/// <summary>Pictures with titles side by side.</summary>
internal static class Panels
{
    private const int Margin = 16, TitleHeight = 30, TitleSize = 17;

    /// <summary>Draws pictures in rows and columns of equal cells. Small ones are enlarged, pixel by pixel; none is made smaller.</summary>
    /// <param name="columns">Columns of cells.</param>
    /// <param name="cell">Pixels that a cell has at least, down and along; 0 for as many as its picture.</param>
    /// <param name="panels">The pictures, row by row.</param>
    public static SKBitmap Draw(int columns, (int Height, int Width) cell, params IReadOnlyList<Panel> panels)
    {
        int height = Math.Max(cell.Height, panels.Max(panel => panel.Content.Height)), width = Math.Max(cell.Width, panels.Max(panel => panel.Content.Width));
        int rows = (panels.Count + columns - 1) / columns;
        SKBitmap figure = new((columns * (width + Margin)) + Margin, (rows * (height + TitleHeight + Margin)) + Margin, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using SKCanvas canvas = new(figure);
        canvas.Clear(SKColors.White);
        using SKFont font = Picture.Font(TitleSize);
        using SKPaint black = new() { IsAntialias = true };
        for (int i = 0; i < panels.Count; i++)
        {
            using SKBitmap content = panels[i].Content;
            float left = Margin + (i % columns * (width + Margin)), top = Margin + (i / columns * (height + TitleHeight + Margin));
            canvas.DrawText(panels[i].Title, left + (width / 2f), top + TitleSize, SKTextAlign.Center, font, black);
            float zoom = Zoom(content, height, width);
            using SKImage image = SKImage.FromBitmap(content);
            canvas.DrawImage(
                image,
                SKRect.Create(left + ((width - (zoom * content.Width)) / 2), top + TitleHeight + ((height - (zoom * content.Height)) / 2), zoom * content.Width, zoom * content.Height),
                new SKSamplingOptions(SKFilterMode.Nearest));
        }

        canvas.Flush();
        return figure;
    }

    /// <summary>A whole number of pixels each, so that all pixels of a picture are equally large.</summary>
    private static int Zoom(SKBitmap content, int height, int width) => Math.Max(1, Math.Min(height / content.Height, width / content.Width));
}

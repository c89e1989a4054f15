using SkiaSharp;

namespace Kiln.Models.Figures;

/// <summary>The filters of a network's first convolution as gray pictures side by side, each scaled to its own range.</summary>
internal static class FilterMosaic
{
    /// <summary>Pixels of the figure for one weight.</summary>
    private const int Zoom = 24;

    /// <summary>Pixels between two filters.</summary>
    private const int Spacing = 12;

    /// <summary>Draws the filters, a channel a picture, as vl_imarraysc lays them out: about as many columns as rows, row by row.</summary>
    /// <param name="network">The network.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="path">Where to save the PNG.</param>
    public static void Save(NetworkDescription network, ParameterSet parameters, string path)
    {
        LayerDescription layer = network.Layers.First(layer => layer.Filters > 0);
        Parameter weights = parameters[$"{layer.Name}.Weights"];
        (int height, int width) = (layer.Window.Height, layer.Window.Width);
        int count = layer.Filters * layer.FilterDepth;
        int columns = (int)Math.Ceiling(Math.Sqrt(count)), rows = (count + columns - 1) / columns;

        using SKBitmap bitmap = new(Spacing + (columns * ((width * Zoom) + Spacing)), Spacing + (rows * ((height * Zoom) + Spacing)));
        using SKCanvas canvas = new(bitmap);
        canvas.Clear(SKColors.Black);
        for (int tile = 0; tile < count; tile++)
        {
            float left = Spacing + (tile % columns * ((width * Zoom) + Spacing));
            float top = Spacing + (tile / columns * ((height * Zoom) + Spacing));
            DrawFilter(canvas, left, top, Values(weights.Values, layer, tile), width);
        }

        canvas.Flush();
        Picture.Save(bitmap, path);
    }

    /// <summary>One channel of one filter; in memory the filters are innermost, then the channels.</summary>
    private static float[] Values(ReadOnlySpan<float> weights, LayerDescription layer, int tile)
    {
        float[] values = new float[layer.Window.Height * layer.Window.Width];
        (int filter, int channel) = (tile / layer.FilterDepth, tile % layer.FilterDepth);
        for (int i = 0; i < values.Length; i++)
            values[i] = weights[(((i * layer.FilterDepth) + channel) * layer.Filters) + filter];
        return values;
    }

    private static void DrawFilter(SKCanvas canvas, float left, float top, float[] values, int width)
    {
        float least = values.Min(), range = Math.Max(values.Max() - least, float.Epsilon);
        using SKPaint paint = new();
        for (int i = 0; i < values.Length; i++)
        {
            byte gray = (byte)Math.Round(255 * ((values[i] - least) / range));
            paint.Color = new SKColor(gray, gray, gray);
            canvas.DrawRect(left + (i % width * Zoom), top + (i / width * Zoom), Zoom, Zoom, paint);
        }
    }
}

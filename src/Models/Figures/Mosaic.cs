using Kiln.Models.Practical;
using SkiaSharp;

namespace Kiln.Models.Figures;

/// <summary>How maps are laid out and coloured side by side: the options of MatConvNet's vl_imarraysc.</summary>
internal sealed record MosaicOptions
{
    /// <summary>Rows and columns of the mosaic, filled row by row; pictures beyond it are left out. Without it as many columns as √count, rounded up.</summary>
    public (int Rows, int Columns)? Layout { get; init; }

    /// <summary>Pixels between two pictures, in pixels of these.</summary>
    public int Spacing { get; init; }

    /// <summary>Whether the first row of the mosaic is at the bottom.</summary>
    public bool Reverse { get; init; }

    /// <summary>Values of the first and the last colour; without it the least and the largest of each picture.</summary>
    public (float Least, float Largest)? Range { get; init; }

    /// <summary>Whether all pictures have one range: from the least value of all to the largest.</summary>
    public bool Uniform { get; init; }

    /// <summary>The colours of values; null for gray.</summary>
    public ScottPlot.IColormap? Colours { get; init; }
}

/// <summary>Maps side by side, each scaled to its own range unless told otherwise.</summary>
internal static class Mosaic
{
    /// <summary>Colours of a map of colours.</summary>
    private const int Levels = 256;

    /// <summary>Red, green, blue, alpha.</summary>
    private const int BytesPerPixel = 4;

    /// <summary>The channels of a map as pictures of their own.</summary>
    /// <param name="map">The map.</param>
    /// <param name="options">Null for the defaults.</param>
    public static SKBitmap Channels(ImageMap map, MosaicOptions? options = null) =>
        Draw([.. Enumerable.Range(0, map.Channels).Select(map.Channel)], options);

    /// <summary>Pictures side by side.</summary>
    /// <param name="pictures">Of one size; of 1 channel or of 3, which are colours and share one range.</param>
    /// <param name="options">Null for the defaults.</param>
    public static SKBitmap Draw(IReadOnlyList<ImageMap> pictures, MosaicOptions? options = null)
    {
        options ??= new();
        int side = (int)Math.Ceiling(Math.Sqrt(pictures.Count));
        (int rows, int columns) = options.Layout ?? ((pictures.Count + side - 1) / side, side);
        (int height, int width) = (pictures[0].Height, pictures[0].Width);
        SKBitmap mosaic = new((columns * (width + options.Spacing)) - options.Spacing, (rows * (height + options.Spacing)) - options.Spacing, SKColorType.Rgba8888, SKAlphaType.Opaque);
        mosaic.Erase(Colour(0, options));
        (float, float)? range = options.Range ?? (options.Uniform ? (pictures.Min(picture => picture.Values.Min()), pictures.Max(picture => picture.Values.Max())) : null);
        for (int i = 0; i < Math.Min(pictures.Count, rows * columns); i++)
        {
            int row = options.Reverse ? rows - 1 - (i / columns) : i / columns;
            Paint(mosaic, pictures[i], row * (height + options.Spacing), i % columns * (width + options.Spacing), range, options);
        }

        return mosaic;
    }

    /// <summary>A picture whose colours are as they are: from 0 to 1, what lies outside is cut.</summary>
    /// <param name="picture">Of 3 channels.</param>
    public static SKBitmap TrueColour(ImageMap picture) => Draw([picture], new MosaicOptions { Range = (0, 1) });

    private static void Paint(SKBitmap mosaic, ImageMap picture, int top, int left, (float Least, float Largest)? range, MosaicOptions options)
    {
        (float least, float largest) = range ?? (picture.Values.Min(), picture.Values.Max());
        float scale = 1 / (largest - least + float.Epsilon);
        SKColor[] colours = [.. Enumerable.Range(0, Levels).Select(level => Colour((byte)level, options))];
        Span<byte> pixels = mosaic.GetPixelSpan();
        for (int y = 0; y < picture.Height; y++)
        {
            Span<byte> row = pixels[(((top + y) * mosaic.RowBytes) + (left * BytesPerPixel))..];
            for (int x = 0; x < picture.Width; x++)
            {
                ReadOnlySpan<float> values = picture.Values.AsSpan(((y * picture.Width) + x) * picture.Channels, picture.Channels);
                SKColor colour = picture.Channels == 1 ? colours[Level(values[0])] : new SKColor(Level(values[0]), Level(values[1]), Level(values[2]));
                (row[BytesPerPixel * x], row[(BytesPerPixel * x) + 1], row[(BytesPerPixel * x) + 2], row[(BytesPerPixel * x) + 3]) = (colour.Red, colour.Green, colour.Blue, byte.MaxValue);
            }
        }

        byte Level(float value)
        {
            float share = (value - least) * scale;
            return (byte)(share > 0 ? Math.Min(Levels - 1, (int)(share * Levels)) : 0);
        }
    }

    private static SKColor Colour(byte level, MosaicOptions options) =>
        options.Colours is { } colours ? new SKColor(colours.GetColor(level / (double)(Levels - 1)).ARGB) : new SKColor(level, level, level);
}

using System.Numerics;

namespace Kiln.Models.Practical;

/// <summary>A picture of numbers.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">Numbers a pixel: 3 are red, green and blue, 1 is gray.</param>
/// <param name="Values">Row by row, the channels of a pixel side by side; colours from 0, black, to 1.</param>
internal sealed record ImageMap(int Height, int Width, int Channels, float[] Values)
{
    /// <summary>A map that a network has computed.</summary>
    /// <param name="shape">Its extents.</param>
    /// <param name="values">Its numbers; they are copied.</param>
    public static ImageMap Of(Shape shape, ReadOnlySpan<float> values) => new(shape.Height, shape.Width, shape.Channels, values[..shape.Count].ToArray());

    /// <summary>The colours of a decoded picture, whatever lies under them.</summary>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="pixels">Red, green, blue and alpha of every pixel, row by row.</param>
    /// <param name="white">The largest value.</param>
    public static ImageMap OfColours<T>(int height, int width, ReadOnlySpan<T> pixels, float white)
        where T : unmanaged, INumberBase<T>
    {
        float[] values = new float[height * width * 3];
        for (int i = 0; i < height * width; i++)
        {
            for (int channel = 0; channel < 3; channel++)
                values[(3 * i) + channel] = float.CreateTruncating(pixels[(4 * i) + channel]) / white;
        }

        return new ImageMap(height, width, 3, values);
    }

    /// <summary>One channel alone.</summary>
    /// <param name="channel">From 0.</param>
    public ImageMap Channel(int channel)
    {
        float[] values = new float[Height * Width];
        for (int i = 0; i < values.Length; i++)
            values[i] = Values[(i * Channels) + channel];

        return new ImageMap(Height, Width, 1, values);
    }

    /// <summary>The part in the middle; of an odd number of rows or columns too many, one more is left out at the end.</summary>
    /// <param name="height">Its rows, no more than there are.</param>
    /// <param name="width">Its columns.</param>
    public ImageMap Middle(int height, int width)
    {
        if ((height, width) == (Height, Width))
            return this;

        int top = (Height - height) / 2, left = (Width - width) / 2;
        float[] values = new float[height * width * Channels];
        for (int y = 0; y < height; y++)
            Values.AsSpan((((top + y) * Width) + left) * Channels, width * Channels).CopyTo(values.AsSpan(y * width * Channels));

        return new ImageMap(height, width, Channels, values);
    }

    /// <summary>MATLAB's rgb2gray: the luminance of Rec. 601, with its coefficients to the last digit.</summary>
    public ImageMap Gray()
    {
        float[] values = new float[Height * Width];
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)((0.298936021293775 * Values[3 * i]) + (0.587043074451121 * Values[(3 * i) + 1]) + (0.114020904255103 * Values[(3 * i) + 2]));

        return new ImageMap(Height, Width, 1, values);
    }

    /// <summary>The numbers changed one by one.</summary>
    /// <param name="change">Makes the new number of the old.</param>
    public ImageMap Select(Func<float, float> change) => this with { Values = Array.ConvertAll(Values, value => change(value)) };
}

using Kiln.Data;

namespace Kiln.Pictures;

/// <summary>How a picture becomes an image of other extents.</summary>
public enum PictureFit
{
    /// <summary>The largest part in the middle that has the image's ratio is scaled: shapes stay as they are, two margins are lost.</summary>
    Cut,

    /// <summary>The whole picture is scaled, along each axis as far as it must: nothing is lost, shapes become wider or narrower.</summary>
    Stretch,
}

/// <summary>Makes images of pictures.</summary>
internal static class PictureFitting
{
    /// <summary>The values of a pixel in a decoded picture.</summary>
    private const int Colours = 4;

    /// <summary>Makes sure that a picture can become an image of some extents.</summary>
    /// <exception cref="ArgumentException">It cannot.</exception>
    public static void Require(Shape shape, string parameter)
    {
        if (shape.Height < 1 || shape.Width < 1 || shape.Channels is not (1 or 3))
            throw new ArgumentException($"pictures cannot become images of {shape}; use 1 row and column or more, and 1 channel (gray) or 3 (red, green, blue)", parameter);
    }

    /// <summary>Writes a picture as an image of bytes.</summary>
    /// <remarks>Transparent parts become white. Of three channels the image gets red, green and blue, of one channel their luminance. What is scaled is rounded to
    /// the nearest byte.</remarks>
    /// <param name="picture">The picture.</param>
    /// <param name="fit">What becomes of other extents.</param>
    /// <param name="shape">The image's extents; 1 or 3 channels.</param>
    /// <param name="pixels">Gets the image.</param>
    public static void Prepare(Picture picture, PictureFit fit, Shape shape, Span<byte> pixels)
    {
        Shape given = new(picture.Height, picture.Width, shape.Channels);
        float[] whole = new float[given.Count], image = new float[shape.Count];
        ReadOnlySpan<byte> colours = picture.Colours.Span;
        for (int i = 0, at = 0; i < colours.Length; i += Colours, at += shape.Channels)
        {
            float alpha = colours[i + 3] / 255f;
            float red = OnWhite(colours[i], alpha), green = OnWhite(colours[i + 1], alpha), blue = OnWhite(colours[i + 2], alpha);
            if (shape.Channels == 1)
                whole[at] = Luminance.Of(red, green, blue);
            else
                (whole[at], whole[at + 1], whole[at + 2]) = (red, green, blue);
        }

        ImageWindow window = fit == PictureFit.Stretch ? ImageWindow.Whole(given) : ImageWindow.Middle(given, shape.Height, shape.Width);
        ImageResampling.Resample(whole, given, window, image, shape);
        for (int i = 0; i < image.Length; i++)
            pixels[i] = (byte)Math.Clamp((int)MathF.Round(image[i]), 0, 255);
    }

    private static float OnWhite(byte value, float alpha) => (value * alpha) + (255 * (1 - alpha));
}

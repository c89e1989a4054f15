using System.Runtime.InteropServices;
using SkiaSharp;

namespace Kiln.Models.Reading;

/// <summary>Reads picture files of every kind SkiaSharp knows (PNG, JPEG, GIF, BMP, WebP, …) as gray values.</summary>
internal static class ImageFile
{
    /// <summary>Neither a line of text nor memory needs more.</summary>
    private const int MostPixels = 1 << 27;

    /// <summary>Reads a picture. Transparent parts become white paper; palettes become colours, and colours become gray; of 16 bits a value,
    /// SkiaSharp keeps half-float precision in colours and 8 bits in gray.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UserErrorException">It is missing, no picture, damaged or too large.</exception>
    public static GrayImage Read(string path)
    {
        using SKCodec? codec = SKCodec.Create(path, out SKCodecResult opened);
        if (codec is null)
        {
            throw new UserErrorException(
                File.Exists(path) ? $"'{path}' is no picture that can be read ({opened})" : $"there is no file '{path}'");
        }

        SKImageInfo info = codec.Info;
        if ((long)info.Width * info.Height > MostPixels)
            throw new UserErrorException($"'{path}' has {info.Width}×{info.Height} pixels, more than the {MostPixels} that can be read");

        // Without a colour space the values come as they are in the file: a letter's gray must not depend on an embedded profile.
        SKImageInfo wanted = new(info.Width, info.Height, SKColorType.RgbaF16, SKAlphaType.Unpremul, colorspace: null);
        Half[] values = new Half[wanted.Width * wanted.Height * 4];
        GCHandle pinned = GCHandle.Alloc(values, GCHandleType.Pinned);
        SKCodecResult result;
        try
        {
            result = codec.GetPixels(wanted, pinned.AddrOfPinnedObject());
        }
        finally
        {
            pinned.Free();
        }

        if (result != SKCodecResult.Success)
            throw new UserErrorException($"'{path}' is damaged: only a part of the picture can be read ({result})");
        return Gray(wanted.Height, wanted.Width, values);
    }

    private static GrayImage Gray(int height, int width, Half[] values)
    {
        float[] pixels = new float[height * width];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = GrayImage.Gray((float)values[4 * i], (float)values[(4 * i) + 1], (float)values[(4 * i) + 2], (float)values[(4 * i) + 3]);
        return new GrayImage(height, width, pixels);
    }
}

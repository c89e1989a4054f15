using System.Runtime.InteropServices;
using Kiln.Models.Practical;
using Kiln.Pictures;
using SkiaSharp;

namespace Kiln.Models.Reading;

/// <summary>Reads picture files as gray values or as colours, with SkiaSharp.</summary>
internal static class ImageFile
{
    /// <summary>Where the header of a PNG file has the bits of a value.</summary>
    private const int PngDepth = 24;

    /// <summary>Reads a picture. Transparent parts become white paper; palettes become colours, and colours become gray; of 16 bits a value,
    /// SkiaSharp keeps half-float precision in colours and 8 bits in gray.</summary>
    /// <param name="path">A PNG, JPEG, GIF, BMP or WebP file.</param>
    /// <exception cref="PictureException">It is missing, no picture, damaged or too large.</exception>
    public static GrayImage Read(string path) => Decode(PictureContent.Load(path));

    /// <summary>Decodes a picture.</summary>
    /// <param name="content">A PNG, JPEG, GIF, BMP or WebP file.</param>
    /// <exception cref="PictureException">It is not a picture, damaged or too large.</exception>
    public static GrayImage Decode(PictureContent content)
    {
        (int height, int width, Half[] values) = Values<Half>(content, SKColorType.RgbaF16);
        float[] pixels = new float[height * width];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = GrayImage.Gray((float)values[4 * i], (float)values[(4 * i) + 1], (float)values[(4 * i) + 2], (float)values[(4 * i) + 3]);
        return new GrayImage(height, width, pixels);
    }

    /// <summary>Reads a picture's red, green and blue as they are in the file, whatever lies under them; of 16 bits a value half-float precision is kept.</summary>
    /// <inheritdoc cref="Read"/>
    public static ImageMap ReadColours(string path)
    {
        PictureContent content = PictureContent.Load(path);
        bool isDeep = content.Bytes.Length > PngDepth && content.Bytes.AsSpan(1, 3).SequenceEqual("PNG"u8) && content.Bytes[PngDepth] == 16;
        if (!isDeep)
        {
            (int height, int width, byte[] bytes) = Values<byte>(content, SKColorType.Rgba8888);
            return ImageMap.OfColours<byte>(height, width, bytes, white: 255);
        }

        (int rows, int columns, Half[] halves) = Values<Half>(content, SKColorType.RgbaF16);
        return ImageMap.OfColours<Half>(rows, columns, halves, white: 1);
    }

    /// <summary>Red, green, blue and alpha of every pixel, row by row.</summary>
    private static (int Height, int Width, T[] Values) Values<T>(PictureContent content, SKColorType type)
        where T : unmanaged
    {
        PictureFormat format = content.Require(PictureFormat.PNG, PictureFormat.JPEG, PictureFormat.GIF, PictureFormat.BMP, PictureFormat.WebP);

        // The codec owns the stream, but only if there is one.
        using SKMemoryStream stream = new(content.Bytes);
        using SKCodec? codec = SKCodec.Create(stream, out SKCodecResult opened);
        if (codec is null)
            throw content.Damaged($"its {format} header cannot be understood ({opened})");

        SKImageInfo info = codec.Info;
        content.CheckExtents(info.Height, info.Width);

        // Without a colour space the values come as they are in the file: a letter's gray must not depend on an embedded profile.
        SKImageInfo wanted = new(info.Width, info.Height, type, SKAlphaType.Unpremul, colorspace: null);
        T[] values = new T[wanted.Width * wanted.Height * 4];
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

        return result == SKCodecResult.Success ? (wanted.Height, wanted.Width, values)
            : throw content.Damaged($"of its {content.Bytes.Length} bytes of {format} only a part of the picture can be made ({result})");
    }
}

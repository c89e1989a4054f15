using Kiln.Models.Reading;
using Kiln.Pictures;

namespace Kiln.Reader;

/// <summary>Reads picture files as gray values.</summary>
internal static class PictureFile
{
    /// <summary>Reads a picture as gray values.</summary>
    /// <param name="path">A PNG, JPEG, BMP, GIF or TGA file.</param>
    /// <exception cref="PictureException">It is missing, no picture, damaged or too large.</exception>
    public static GrayImage Read(string path) => Gray(PictureDecoder.Read(path));

    /// <summary>Decodes a picture.</summary>
    /// <param name="content">A PNG, JPEG, BMP, GIF or TGA file.</param>
    /// <exception cref="PictureException">It is not a picture, damaged or too large.</exception>
    public static GrayImage Decode(PictureContent content) => Gray(PictureDecoder.Decode(content));

    private static GrayImage Gray(Picture picture)
    {
        GrayImage image = new(picture.Height, picture.Width, new float[picture.Height * picture.Width]);
        ReadOnlySpan<byte> colours = picture.Colours.Span;
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            ReadOnlySpan<byte> pixel = colours.Slice(4 * i, 4);
            image.Pixels[i] = GrayImage.Gray(pixel[0] / 255f, pixel[1] / 255f, pixel[2] / 255f, pixel[3] / 255f);
        }

        return image;
    }
}

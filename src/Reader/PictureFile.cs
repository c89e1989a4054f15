using Kiln.Models;
using Kiln.Models.Reading;
using StbImageSharp;

namespace Kiln.Reader;

/// <summary>Reads picture files without any native library, with StbImageSharp.</summary>
/// <remarks>That library is a C program in C#: at the end of a file it reads zeros for ever, what a damaged one makes it throw is left to chance, and some
/// damage it passes over in silence. So a file is looked at before and after, and in between every read is held to its end.</remarks>
internal static class PictureFile
{
    /// <summary>The marker after the last pass. A decoder that stopped elsewhere met a marker that it did not understand, and its pixels may be what was in
    /// memory.</summary>
    private static ReadOnlySpan<byte> JpegEnd => [0xFF, 0xD9];

    /// <summary>Reads a picture as gray values.</summary>
    /// <param name="path">A PNG, JPEG, BMP, GIF or TGA file.</param>
    /// <exception cref="UserErrorException">It is missing, no picture, damaged or too large.</exception>
    public static GrayImage Read(string path) => Decode(PictureContent.Load(path));

    /// <summary>Decodes a picture.</summary>
    /// <param name="content">A PNG, JPEG, BMP, GIF or TGA file.</param>
    /// <exception cref="UserErrorException">It is not a picture, damaged or too large.</exception>
    public static GrayImage Decode(PictureContent content)
    {
        PictureFormat format = content.Require(PictureFormat.PNG, PictureFormat.JPEG, PictureFormat.BMP, PictureFormat.GIF, PictureFormat.TGA);
        PictureStream stream = new(content.Bytes);
        try
        {
            if (ImageInfo.FromStream(stream) is not { } info)
                throw content.Damaged($"its {format} header cannot be understood");

            // A bitmap whose rows go downwards has a negative height.
            content.CheckExtents(Math.Abs((long)info.Height), info.Width);
            if (format == PictureFormat.PNG)
                PngCheck.Run(content, Math.Abs((long)info.Height), info.Width);

            ImageResult image = ImageResult.FromStream(stream, ColorComponents.RedGreenBlueAlpha);
            if (format == PictureFormat.JPEG && !content.Bytes.AsSpan(0, (int)stream.Position).EndsWith(JpegEnd))
                throw Undecodable(content, format, stream, "bad marker");
            return Gray(image.Height, image.Width, image.Data);
        }
        catch (EndOfStreamException)
        {
            throw content.Damaged($"it is cut short: it ends after {content.Bytes.Length} bytes, before its {format} picture does");
        }
        catch (Exception e) when (e is not UserErrorException)
        {
            throw Undecodable(content, format, stream, e.Message);
        }
    }

    private static UserErrorException Undecodable(PictureContent content, PictureFormat format, PictureStream stream, string? reason)
    {
        string remark = string.IsNullOrWhiteSpace(reason) ? "" : $" ({reason})";
        return content.Damaged($"its {format} data cannot be decoded{remark}, having read {stream.Position} of {content.Bytes.Length} bytes");
    }

    private static GrayImage Gray(int height, int width, ReadOnlySpan<byte> colours)
    {
        GrayImage image = new(height, width, new float[height * width]);
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            ReadOnlySpan<byte> pixel = colours.Slice(4 * i, 4);
            image.Pixels[i] = GrayImage.Gray(pixel[0] / 255f, pixel[1] / 255f, pixel[2] / 255f, pixel[3] / 255f);
        }

        return image;
    }
}

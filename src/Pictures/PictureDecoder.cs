using StbImageSharp;

namespace Kiln.Pictures;

/// <summary>Reads picture files without any native library, with StbImageSharp.</summary>
/// <remarks>That library is a C program in C#: at the end of a file it reads zeros for ever, what a damaged one makes it throw is left to chance, and some
/// damage it passes over in silence. So a file is looked at before and after, and in between every read is held to its end.</remarks>
public static class PictureDecoder
{
    /// <summary>The marker after the last pass. A decoder that stopped elsewhere met a marker that it did not understand, and its pixels may be what was in
    /// memory.</summary>
    private static ReadOnlySpan<byte> JpegEnd => [0xFF, 0xD9];

    /// <summary>Reads a picture, of a file that moves its first frame. Values come as they are in the file, without its colour profile and its note of how the
    /// camera was held; of 16 bits a value 8 are kept.</summary>
    /// <param name="path">A PNG, JPEG, BMP, GIF or TGA file of up to 16,777,216 pixels.</param>
    /// <exception cref="PictureException">It is missing, no picture, damaged or too large.</exception>
    public static Picture Read(string path) => Decode(PictureContent.Load(path));

    /// <summary>Decodes a picture.</summary>
    /// <param name="content">A PNG, JPEG, BMP, GIF or TGA file.</param>
    /// <exception cref="PictureException">It is not a picture, damaged or too large.</exception>
    internal static Picture Decode(PictureContent content)
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
            return new Picture(image.Height, image.Width, image.Data);
        }
        catch (EndOfStreamException)
        {
            throw content.Damaged($"it is cut short: it ends after {content.Bytes.Length} bytes, before its {format} picture does");
        }
        catch (Exception e) when (e is not PictureException)
        {
            throw Undecodable(content, format, stream, e.Message);
        }
    }

    private static PictureException Undecodable(PictureContent content, PictureFormat format, PictureStream stream, string? reason)
    {
        string remark = string.IsNullOrWhiteSpace(reason) ? "" : $" ({reason.ReplaceLineEndings(" ")})";
        return content.Damaged($"its {format} data cannot be decoded{remark}, having read {stream.Position} of {content.Bytes.Length} bytes");
    }
}

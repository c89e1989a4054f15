using Kiln.Models;
using Kiln.Models.Reading;
using StbImageSharp;

namespace Kiln.Reader;

/// <summary>Reads picture files without any native library.</summary>
internal static class PictureFile
{
    /// <summary>Neither a line of text nor memory needs more.</summary>
    private const long MostPixels = 1 << 27;

    /// <summary>Reads a picture as gray values.</summary>
    /// <param name="path">A PNG, JPEG, BMP, GIF or TGA file.</param>
    /// <exception cref="UserErrorException">It is missing, no picture, damaged or too large.</exception>
    public static GrayImage Read(string path)
    {
        if (!File.Exists(path))
            throw new UserErrorException($"there is no file '{path}'");

        byte[] content = File.ReadAllBytes(path);
        if (ImageInfo.FromStream(new MemoryStream(content)) is not { } info)
            throw new UserErrorException($"'{path}' is no picture that can be read");
        if ((long)info.Width * info.Height > MostPixels)
            throw new UserErrorException($"'{path}' has {info.Width}×{info.Height} pixels, more than the {MostPixels} that can be read");

        try
        {
            ImageResult image = ImageResult.FromMemory(content, ColorComponents.RedGreenBlueAlpha);
            return Gray(image.Height, image.Width, image.Data);
        }
        catch (Exception e) when (e is InvalidOperationException or IndexOutOfRangeException or OutOfMemoryException)
        {
            throw new UserErrorException($"'{path}' is damaged: {e.Message}");
        }
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

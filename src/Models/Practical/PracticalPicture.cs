using Kiln.Models.Reading;

namespace Kiln.Models.Practical;

/// <summary>Brings a picture to the extents that a network declares.</summary>
internal static class PracticalPicture
{
    /// <summary>Reads a picture.</summary>
    /// <param name="path">Of a file, or of a shipped one.</param>
    /// <param name="shape">The extents wanted.</param>
    /// <param name="output">Gets a line that says which picture it is and what became of it.</param>
    /// <returns>Of 3 channels.</returns>
    public static ImageMap Read(string path, Shape shape, TextWriter output)
    {
        ImageMap whole = ImageFile.ReadColours(ShippedData.Find(path));
        ImageMap middle = Middle(whole, shape);
        bool isCut = (middle.Height, middle.Width) != (whole.Height, whole.Width), isScaled = (middle.Height, middle.Width) != (shape.Height, shape.Width);
        string change = (isCut, isScaled) switch
        {
            (false, false) => "",
            (true, false) => $", cut to its middle {shape.Height}×{shape.Width}",
            (false, true) => $", scaled to {shape.Height}×{shape.Width}",
            _ => $", cut to its middle {middle.Height}×{middle.Width} and scaled to {shape.Height}×{shape.Width}",
        };
        output.WriteLine($"picture: {path}, {whole.Height}×{whole.Width}{change}");
        return isScaled ? new ImageMap(shape.Height, shape.Width, 3, Resampling.Resize(middle.Values, (middle.Height, middle.Width, 3), shape.Height, shape.Width)) : middle;
    }

    /// <summary>The largest part in the middle that has the ratio of an extent.</summary>
    private static ImageMap Middle(ImageMap image, Shape shape)
    {
        int height = (int)Math.Min(image.Height, Math.Max(1, (long)image.Width * shape.Height / shape.Width));
        int width = (int)Math.Min(image.Width, Math.Max(1, (long)image.Height * shape.Width / shape.Height));
        return image.Middle(height, width);
    }
}

namespace Kiln.Data;

/// <summary>A part of an image, in pixels of it; neither at whole pixels nor inside the image of necessity. Pixel (0, 0) reaches from 0 to 1.</summary>
/// <param name="Top">Where it begins, from the image's upper edge.</param>
/// <param name="Left">Where it begins, from the image's left edge.</param>
/// <param name="Height">Its extent downwards; above 0.</param>
/// <param name="Width">Its extent to the right; above 0.</param>
public readonly record struct ImageWindow(double Top, double Left, double Height, double Width)
{
    /// <summary>A whole image.</summary>
    /// <param name="shape">Its extents.</param>
    public static ImageWindow Whole(Shape shape) => new(0, 0, shape.Height, shape.Width);

    /// <summary>The largest part of an image with the ratio of other extents, in the middle.</summary>
    /// <param name="shape">The image's extents.</param>
    /// <param name="height">Rows of the ratio.</param>
    /// <param name="width">Columns of the ratio.</param>
    public static ImageWindow Middle(Shape shape, double height, double width)
    {
        double scale = Math.Min(shape.Height / height, shape.Width / width);
        return new ImageWindow((shape.Height - (scale * height)) / 2, (shape.Width - (scale * width)) / 2, scale * height, scale * width);
    }

    /// <summary>The same part of a map that covers the image evenly.</summary>
    /// <param name="image">The image's extents.</param>
    /// <param name="map">The map's extents.</param>
    internal ImageWindow On(Shape image, Shape map)
    {
        double down = (double)map.Height / image.Height, along = (double)map.Width / image.Width;
        return new ImageWindow(Top * down, Left * along, Height * down, Width * along);
    }
}

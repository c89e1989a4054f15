namespace Kiln;

/// <summary>The mean over a window, channel by channel. The stride is the window's size unless said.</summary>
/// <remarks>A window that reaches beyond the map is the mean of the pixels it has: padding counts neither in the sum nor in the number.
/// Every pad must be smaller than the window on its side, so that each window holds a pixel.</remarks>
/// <example><code>[AvgPool(2)] public partial Layer Pool1 { get; }</code></example>
public sealed class AvgPoolAttribute : WindowAttribute
{
    /// <summary>A square window.</summary>
    /// <param name="size">Rows and columns; at least 1.</param>
    public AvgPoolAttribute(int size) => (Height, Width) = (size, size);

    /// <summary>A window of any extents.</summary>
    /// <param name="height">Rows; at least 1.</param>
    /// <param name="width">Columns; at least 1.</param>
    public AvgPoolAttribute(int height, int width) => (Height, Width) = (height, width);

    /// <summary>Rows of the window.</summary>
    public int Height { get; }

    /// <summary>Columns of the window.</summary>
    public int Width { get; }
}

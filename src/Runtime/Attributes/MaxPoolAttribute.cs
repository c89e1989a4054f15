namespace Kiln;

/// <summary>The maximum over a window, channel by channel. The stride is the window's size unless said; padding counts as −∞.</summary>
/// <remarks>The gradient goes to the first maximum of a window, down the columns from left to right.
/// Every pad must be smaller than the window on its side, so that each window holds a pixel.</remarks>
/// <example><code>[MaxPool(2)] public partial Layer Pool1 { get; }</code></example>
public sealed class MaxPoolAttribute : WindowAttribute
{
    /// <summary>A square window.</summary>
    /// <param name="size">Rows and columns; at least 1.</param>
    public MaxPoolAttribute(int size) => (Height, Width) = (size, size);

    /// <summary>A window of any extents.</summary>
    /// <param name="height">Rows; at least 1.</param>
    /// <param name="width">Columns; at least 1.</param>
    public MaxPoolAttribute(int height, int width) => (Height, Width) = (height, width);

    /// <summary>Rows of the window.</summary>
    public int Height { get; }

    /// <summary>Columns of the window.</summary>
    public int Width { get; }
}

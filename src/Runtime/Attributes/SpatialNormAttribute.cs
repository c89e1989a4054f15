namespace Kiln;

/// <summary>Every element divided by a power of one plus the mean square around it, channel by channel: <c>y = x · (1 + α·m)^−β</c>.</summary>
/// <remarks>m is the mean of the squares in the part of a window that lies on the map. The window of row i begins at <c>i − ⌊(height − 1) / 2⌋</c>, columns alike. (MatConvNet's
/// manual speaks of a sum; its code takes the mean.)</remarks>
/// <param name="height">Rows of the window; at least 1.</param>
/// <param name="width">Columns of the window; at least 1.</param>
/// <example><code>[SpatialNorm(3, 3, Alpha = 1, Beta = 0.5)] public partial Layer Even { get; }</code></example>
public sealed class SpatialNormAttribute(int height, int width) : LayerAttribute
{
    /// <summary>Rows of the window.</summary>
    public int Height { get; } = height;

    /// <summary>Columns of the window.</summary>
    public int Width { get; } = width;

    /// <summary>α; 0 or more.</summary>
    public double Alpha { get; set; } = 10;

    /// <summary>β; 0 or more.</summary>
    public double Beta { get; set; } = 2;
}

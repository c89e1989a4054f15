namespace Kiln;

/// <summary>The first line of a network: the image it reads, <c>height × width × channels</c> floats, channels innermost. In a block, without
/// extents, the map that a use gives it.</summary>
/// <param name="height">Rows, in pixels; at least 1.</param>
/// <param name="width">Columns, in pixels; at least 1.</param>
/// <param name="channels">Values a pixel; at least 1.</param>
/// <example><code>[Input(32, 32, 1)] public partial Layer Image { get; }</code></example>
public sealed class InputAttribute(int height, int width, int channels) : LayerAttribute
{
    /// <summary>The first line of a block: the map that its use gives it, of any shape.</summary>
    public InputAttribute()
        : this(0, 0, 0)
    {
    }

    /// <summary>Rows, in pixels.</summary>
    public int Height { get; } = height;

    /// <summary>Columns, in pixels.</summary>
    public int Width { get; } = width;

    /// <summary>Values a pixel.</summary>
    public int Channels { get; } = channels;
}

using System.Globalization;

namespace Kiln;

/// <summary>The extents of one image's map: rows, columns, channels (channels innermost in memory). 0 rows or columns: known only at run time.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">Values a pixel.</param>
public readonly record struct Shape(int Height, int Width, int Channels)
{
    /// <summary>Floats per image.</summary>
    /// <exception cref="OverflowException">More than an array can have.</exception>
    public int Count => checked(Height * Width * Channels);

    /// <summary>The same for messages and checks, however many they are.</summary>
    internal Int128 Values => (Int128)Height * Width * Channels;

    /// <summary>For example <c>28×28×20</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Height}×{Width}×{Channels}");
}

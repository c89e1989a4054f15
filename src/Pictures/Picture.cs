namespace Kiln.Pictures;

/// <summary>A decoded picture.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Colours">Row by row, four bytes a pixel: red, green, blue, and how much of them there is (alpha): 0 is transparent, 255 opaque.</param>
public sealed record Picture(int Height, int Width, ReadOnlyMemory<byte> Colours);

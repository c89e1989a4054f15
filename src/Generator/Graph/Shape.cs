using System;

namespace Kiln.Generator.Graph;

/// <summary>The extents of one image's map. Channels are innermost in memory.</summary>
/// <remarks>In a network of any extent, Height and Width are those of the smallest map it accepts.</remarks>
internal readonly record struct Shape(int Height, int Width, int Channels)
{
    public long Count => (long)Height * Width * Channels;

    /// <summary>Pixels of the map.</summary>
    public long Pixels => (long)Height * Width;

    /// <summary>Rows and columns: <c>28×28</c>.</summary>
    public string Extents => FormattableString.Invariant($"{Height}×{Width}");

    public override string ToString() => FormattableString.Invariant($"{Height}×{Width}×{Channels}");
}

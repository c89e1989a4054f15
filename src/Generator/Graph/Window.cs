using System;

namespace Kiln.Generator.Graph;

/// <summary>A window that slides over rows and columns; of a transposed convolution over those of the map it makes, with what is cut off as pads. Pads below 0 are cut off too.</summary>
internal readonly record struct Window(
    int Height, int Width, int StrideY, int StrideX, int PadTop, int PadBottom, int PadLeft, int PadRight, int DilationY = 1, int DilationX = 1, bool Transposed = false)
{
    /// <summary>A pointwise layer's.</summary>
    public static Window None { get; } = new(1, 1, 1, 1, 0, 0, 0, 0);

    /// <summary>The whole map, whatever its extents: a window of no rows and columns of its own.</summary>
    public static Window WholeMap { get; } = new(0, 0, 1, 1, 0, 0, 0, 0);

    public bool IsWholeMap => Height == 0;

    public bool HasPad => PadTop + PadBottom + PadLeft + PadRight > 0;

    public int Positions => Height * Width;

    /// <summary>Whether no position belongs to two windows.</summary>
    public bool IsDisjoint => IsWholeMap || (StrideY >= Vertical.Covered && StrideX >= Horizontal.Covered);

    public ExtentRule Vertical => new(Height, StrideY, (long)PadTop + PadBottom, DilationY, IsWholeMap, Transposed);

    public ExtentRule Horizontal => new(Width, StrideX, (long)PadLeft + PadRight, DilationX, IsWholeMap, Transposed);

    /// <summary>The window of as many rows and columns as a map, where it is the whole map.</summary>
    public Window On(Shape map) => IsWholeMap ? this with { Height = map.Height, Width = map.Width, StrideY = map.Height, StrideX = map.Width } : this;

    public override string ToString() => IsWholeMap ? "whole map" : FormattableString.Invariant($"{Height}×{Width}");
}

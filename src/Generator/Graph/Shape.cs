using System;

namespace Kiln.Generator.Graph;

/// <summary>The extents of one image's map. Channels are innermost in memory.</summary>
/// <remarks>In a network of any extent, Height and Width are those of the smallest map it accepts.</remarks>
internal readonly record struct Shape(int Height, int Width, int Channels)
{
    public long Count => (long)Height * Width * Channels;

    public override string ToString() => FormattableString.Invariant($"{Height}×{Width}×{Channels}");
}

/// <summary>A window that slides over rows and columns.</summary>
internal readonly record struct Window(int Height, int Width, int StrideY, int StrideX, int PadTop, int PadBottom, int PadLeft, int PadRight)
{
    /// <summary>A pointwise layer's.</summary>
    public static Window None { get; } = new(1, 1, 1, 1, 0, 0, 0, 0);

    public bool HasPad => PadTop + PadBottom + PadLeft + PadRight > 0;

    /// <summary>Positions along one side: <c>floor((input + pads − window) / stride) + 1</c>.</summary>
    public int OutputHeight(int height) => ((height + PadTop + PadBottom - Height) / StrideY) + 1;

    /// <inheritdoc cref="OutputHeight"/>
    public int OutputWidth(int width) => ((width + PadLeft + PadRight - Width) / StrideX) + 1;

    public override string ToString() => FormattableString.Invariant($"{Height}×{Width}");
}

namespace Kiln;

/// <summary>Base of the layers that slide a window over the rows and columns of a map.</summary>
/// <remarks>Output extent, per side: <c>floor((input + pads - window) / stride) + 1</c>.</remarks>
public abstract class WindowAttribute : LayerAttribute
{
    /// <summary>Step of the window in pixels, both ways; at least 1.</summary>
    public int Stride { get; set; }

    /// <summary>Step of the window down the rows; overrides <see cref="Stride"/>.</summary>
    public int StrideY { get; set; }

    /// <summary>Step of the window along the columns; overrides <see cref="Stride"/>.</summary>
    public int StrideX { get; set; }

    /// <summary>Pixels added on every side; at least 0.</summary>
    public int Pad { get; set; }

    /// <summary>Rows added above; overrides <see cref="Pad"/>.</summary>
    public int PadTop { get; set; }

    /// <summary>Rows added below; overrides <see cref="Pad"/>.</summary>
    public int PadBottom { get; set; }

    /// <summary>Columns added on the left; overrides <see cref="Pad"/>.</summary>
    public int PadLeft { get; set; }

    /// <summary>Columns added on the right; overrides <see cref="Pad"/>.</summary>
    public int PadRight { get; set; }
}

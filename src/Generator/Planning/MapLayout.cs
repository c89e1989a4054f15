using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;

namespace Kiln.Generator.Planning;

/// <summary>How one map lies in memory: rows, columns, channels, with zeros around it where a reader pads.</summary>
/// <remarks>The zeros are part of the map's buffer, so a padded convolution reads on without a test or a copy. Kernels write the interior only.</remarks>
/// <param name="Value">What it holds.</param>
/// <param name="Top">Rows of zeros above.</param>
/// <param name="Bottom">Rows of zeros below.</param>
/// <param name="Left">Columns of zeros on the left.</param>
/// <param name="Right">Columns of zeros on the right.</param>
internal record MapLayout(Value Value, int Top = 0, int Bottom = 0, int Left = 0, int Right = 0)
{
    public Shape Shape => Value.Node.Shape;

    public bool HasHalo => Top + Bottom + Left + Right > 0;

    /// <summary>Elements from one row to the next.</summary>
    public int RowElements => (Shape.Width + Left + Right) * Shape.Channels;

    /// <summary>Elements from one image to the next.</summary>
    public virtual int ImageElements => (Shape.Height + Top + Bottom) * RowElements;

    /// <summary>Elements before the first pixel of the interior.</summary>
    public int Origin => (Top * RowElements) + (Left * Shape.Channels);

    /// <summary>C# type of an element: winners take a byte, or two where a window has too many positions for one.</summary>
    public string Element => Value.Kind != ValueKind.Winners ? "float" : Value.Node.Layer.Window.Height * Value.Node.Layer.Window.Width < byte.MaxValue ? "byte" : "ushort";

    /// <summary>Floats an image takes.</summary>
    public int ImageFloats => Element switch
    {
        "byte" => (ImageElements + 3) / 4,
        "ushort" => (ImageElements + 1) / 2,
        _ => ImageElements,
    };
}

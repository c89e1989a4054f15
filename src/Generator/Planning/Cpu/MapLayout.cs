using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>How one map lies in memory: rows, columns, channels, with zeros around it where a reader pads.</summary>
/// <remarks>The zeros are part of the map's buffer, so a padded convolution reads on without a test or a copy. Kernels write the interior only. Sizes are
/// checked when the plan is made: after that they fit an int.</remarks>
/// <param name="Value">What it holds.</param>
/// <param name="Top">Rows of zeros above.</param>
/// <param name="Bottom">Rows of zeros below.</param>
/// <param name="Left">Columns of zeros on the left.</param>
/// <param name="Right">Columns of zeros on the right.</param>
internal record MapLayout(Value Value, int Top = 0, int Bottom = 0, int Left = 0, int Right = 0)
{
    /// <summary>The joined map in whose memory this one lies, with the same border; null for a map that has memory of its own. The numbers of elements below are of its own channels.</summary>
    public MapLayout? Whole { get; init; }

    /// <summary>The map that has the memory in which it lies.</summary>
    public Value Holder => Whole?.Value ?? Value;

    /// <summary>The first of its channels there.</summary>
    public int FirstChannel { get; init; }

    public Shape Shape => Value.Shape;

    public bool HasHalo => (long)Top + Bottom + Left + Right > 0;

    /// <summary>Elements from one row to the next.</summary>
    public long RowElements => ((long)Shape.Width + Left + Right) * Shape.Channels;

    /// <summary>Elements from one image to the next.</summary>
    public virtual long ImageElements => ((long)Shape.Height + Top + Bottom) * RowElements;

    /// <summary>C# type of an element.</summary>
    public string Element => Value.Element.Name();

    /// <summary>Floats that an image takes.</summary>
    public long ImageFloats => Value.Element.Floats(ImageElements);
}

using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Planning.Cpu;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>How emitted code addresses one map: extents and distances, constants or expressions of variables.</summary>
/// <param name="layout">The map in memory.</param>
/// <param name="extents">Its rows, columns and channels.</param>
internal sealed class MapText(MapLayout layout, (Size Height, Size Width, Size Channels) extents)
{
    /// <summary>A map whose extents are constants.</summary>
    public static MapText Fixed(MapLayout layout) => new(layout, (layout.Shape.Height, layout.Shape.Width, layout.Shape.Channels));

    /// <summary>A map whose rows and columns are variables named after its layer.</summary>
    public static MapText AnyExtent(MapLayout layout)
    {
        Node node = layout.Value.Node;
        return new(layout, (Size.Variable(KernelNames.Height(node)), Size.Variable(KernelNames.Width(node)), layout.Shape.Channels));
    }

    public MapLayout Layout => layout;

    public Shape Shape => layout.Shape;

    /// <summary>The name of the kernel's parameter.</summary>
    public string Name => KernelNames.Parameter(layout.Value);

    public Size Height => extents.Height;

    public Size Width => extents.Width;

    /// <summary>Elements from one pixel to the next.</summary>
    public Size Pixel => layout.Whole is { } whole ? whole.Shape.Channels : extents.Channels;

    /// <summary>Elements from one row to the next.</summary>
    public Size Row => (Width + layout.Left + layout.Right) * Pixel;

    /// <summary>Elements from one image to the next.</summary>
    public Size Image => (Height + layout.Top + layout.Bottom) * Row;

    /// <summary>Elements from an image's start to its first pixel, a number of pixels of the border included.</summary>
    public Size Origin(int borderRows = 0, int borderColumns = 0) =>
        ((Size)(layout.Top - borderRows) * Row) + ((Size)(layout.Left - borderColumns) * Pixel);

    /// <summary>An index expression: sums of counters times distances, zero terms left out.</summary>
    public static string Index(params (string Counter, Size Distance)[] terms)
    {
        Size sum = 0;
        foreach ((string counter, Size distance) in terms)
            sum += (counter is "0" or "1" ? (Size)(counter == "1" ? 1 : 0) : Size.Variable(counter)) * distance;

        return sum.Alone;
    }
}

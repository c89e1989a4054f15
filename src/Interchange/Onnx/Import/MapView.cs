using System.Globalization;
using Kiln.Interchange.Declarations;

namespace Kiln.Interchange.Onnx.Import;

/// <summary>A part of an axis of a map: which axis, and how many elements; never 1.</summary>
internal readonly record struct AxisFactor(Axes Axis, int Extent);

/// <summary>A map as a tensor of a graph shows it: what each extent after the first, which counts images, is made of. Reshaping and transposing change the view and not the map.</summary>
/// <param name="line">The layer.</param>
/// <param name="groups">For every extent after the first, the axes of the map it is made of, the outermost first; none for an extent of 1.</param>
internal sealed class MapView(LayerLine line, AxisFactor[][] groups)
{
    /// <summary>The layer.</summary>
    public LayerLine Line => line;

    /// <summary>What each extent after the first is made of.</summary>
    public IReadOnlyList<AxisFactor[]> Groups => groups;

    /// <summary>Rows and columns of zeros around it, which nothing has read yet; only what slides a window can.</summary>
    public WindowDescription Pads { get; init; } = WindowDescription.None;

    /// <summary>Whether there are such.</summary>
    public bool IsPadded => Pads != WindowDescription.None;

    /// <summary>The extents after the first.</summary>
    public int[] Extents => [.. groups.Select(group => group.Aggregate(1, (product, factor) => product * factor.Extent))];

    /// <summary>Channels × rows × columns, as operators on maps read it.</summary>
    public static MapView Of(LayerLine line)
    {
        Shape map = line.Output;
        return new(line, [Group(Axes.Channels, map.Channels), Group(Axes.Rows, map.Height), Group(Axes.Columns, map.Width)]);
    }

    /// <summary>The channels alone, of a map of one pixel.</summary>
    public static MapView RowOf(LayerLine line) => new(line, [Group(Axes.Channels, line.Output.Channels)]);

    /// <summary>Another layer seen the same way; it has the same extents, or one row, column or channel for all.</summary>
    public MapView With(LayerLine other) => new(other, [.. groups.Select(group => group.Where(factor => Extent(other.Output, factor.Axis) > 1).ToArray())]);

    /// <summary>Whether channels, rows and columns are extents of their own, in this order.</summary>
    public bool IsMap => groups.Length == 3 && SameAs(Of(line));

    /// <summary>Whether the map has one pixel, so that its channels are all there is, whatever extents of 1 stand around.</summary>
    public bool IsPixel => line.Output is { Height: 1, Width: 1 };

    /// <summary>Whether another view has the same axes at the same places.</summary>
    public bool SameAs(MapView other) => groups.Length == other.Groups.Count && groups.Zip(other.Groups).All(pair => pair.First.SequenceEqual(pair.Second));

    /// <summary>Whether an extent is made of one axis, the whole of it, or of nothing where that axis has one element.</summary>
    public bool IsAxis(int group, Axes axis) => Extent(line.Output, axis) is var extent && groups[group].SequenceEqual(Group(axis, extent));

    /// <summary>The view with extents in another order.</summary>
    /// <param name="order">Places of the extents after the first, from 0.</param>
    public MapView Transposed(IReadOnlyList<int> order) => new(line, [.. order.Select(place => groups[place])]);

    /// <summary>The view with other extents.</summary>
    /// <param name="extents">Those after the first; their product is that of the present ones.</param>
    /// <exception cref="UnsupportedException">An extent would be divided.</exception>
    public MapView Reshaped(IReadOnlyList<long> extents)
    {
        Queue<AxisFactor> left = new(groups.SelectMany(group => group));
        List<AxisFactor[]> made = [];
        foreach (long extent in extents)
        {
            List<AxisFactor> group = [];
            long product = 1;
            while (product < extent && left.Count > 0)
            {
                product *= left.Peek().Extent;
                group.Add(left.Dequeue());
            }

            if (product != extent)
                throw new UnsupportedException($"makes {string.Join("×", extents)} of {this}, which divides {(group.Count > 0 ? InWords(group[^1].Axis) : "what is not there")}");

            made.Add([.. group]);
        }

        return left.Count == 0 ? new MapView(line, [.. made]) : throw new UnsupportedException($"makes {string.Join("×", extents)} of {this}");
    }

    /// <summary>For messages: <c>N×512×7×7</c>.</summary>
    public override string ToString() => string.Join("×", Extents.Select(extent => extent.ToString(CultureInfo.InvariantCulture)).Prepend("N"));

    private static string InWords(Axes axis) => axis switch
    {
        Axes.Channels => "the channels",
        Axes.Rows => "the rows",
        _ => "the columns",
    };

    private static int Extent(Shape map, Axes axis) => axis switch
    {
        Axes.Channels => map.Channels,
        Axes.Rows => map.Height,
        _ => map.Width,
    };

    private static AxisFactor[] Group(Axes axis, int extent) => extent == 1 ? [] : [new AxisFactor(axis, extent)];
}

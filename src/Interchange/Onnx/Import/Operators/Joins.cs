using Kiln.Interchange.Declarations;

namespace Kiln.Interchange.Onnx.Import.Operators;

/// <summary>Layers that put maps together.</summary>
internal static class Joins
{
    public static void Concat(NodeImport node)
    {
        if (Enumerable.Range(0, node.Inputs).All(node.IsConstant))
        {
            Constants.Concat(node);
            return;
        }

        MapView[] views = [.. Enumerable.Range(0, node.Inputs).Select(node.View)];
        int place = NodeImport.Axis(node.Int("axis", 1), views[0].Groups.Count + 1) - 1;
        if (place < 0)
            throw new UnsupportedException("puts images of a call one after the other");

        Axes along = Along(views, place);
        Shape first = views[0].Line.Output;
        if (views.Any(view => view.Groups.Count != views[0].Groups.Count || Without(view.Line.Output, along) != Without(first, along)))
            throw new UnsupportedException($"joins {string.Join(", ", views.Select(view => view.ToString()))}");

        if (views.Length == 1)
        {
            node.Output(views[0]);
            return;
        }

        int sum = checked(views.Sum(view => along switch { Axes.Channels => view.Line.Output.Channels, Axes.Rows => view.Line.Output.Height, _ => view.Line.Output.Width }));
        Shape map = along switch { Axes.Channels => first with { Channels = sum }, Axes.Rows => first with { Height = sum }, _ => first with { Width = sum } };
        LayerLine line = node.Add(new LayerLine("concat", map, views.Select(view => view.Line)) { Options = along == Axes.Channels ? [] : [new("Along", (int)along)] });
        AxisFactor[] joined = [new AxisFactor(along, sum)];
        node.Output(new MapView(line, [.. views[0].Groups.Select((group, index) => index == place ? joined : group)]));
    }

    /// <summary>The axis of an extent, whose place in each view must be the same.</summary>
    private static Axes Along(MapView[] views, int place)
    {
        foreach (Axes axis in (ReadOnlySpan<Axes>)[Axes.Channels, Axes.Rows, Axes.Columns])
        {
            // Where all have one element along it, the place in a map says which axis it is.
            bool isMeant = views.Any(view => view.Groups[place].Length > 0) ? views.Any(view => view.Groups[place] is [{ } factor] && factor.Axis == axis)
                : views[0].Groups.Count == 1 || place == axis switch { Axes.Channels => 0, Axes.Rows => 1, _ => 2 };
            if (isMeant && views.All(view => place < view.Groups.Count && view.IsAxis(place, axis)))
                return axis;
        }

        throw new UnsupportedException($"joins {string.Join(", ", views.Select(view => view.ToString()))} along an extent that is no axis of the maps");
    }

    private static Shape Without(Shape map, Axes axis) => axis switch
    {
        Axes.Channels => map with { Channels = 1 },
        Axes.Rows => map with { Height = 1 },
        _ => map with { Width = 1 },
    };
}

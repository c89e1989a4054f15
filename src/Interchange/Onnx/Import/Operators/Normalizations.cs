using Kiln.Interchange.Declarations;

namespace Kiln.Interchange.Onnx.Import.Operators;

/// <summary>What brings elements to a common size.</summary>
internal static class Normalizations
{
    /// <summary>By the kept moments. The outputs of training, if they are there, are read by nobody.</summary>
    public static void BatchNorm(NodeImport node)
    {
        node.Require("training_mode", 0);
        node.Require("spatial", 1);
        _ = node.Int("is_test", 1);
        MapView view = node.View();
        if (!view.IsPixel && !view.IsAxis(0, Axes.Channels))
            throw new UnsupportedException($"reads {view}, whose second extent is not the channels");

        LayerLine input = view.Line;
        double rate = Math.Round(1 - node.Number("momentum", 0.9), 6);
        LayerLine line = new("batchnorm", input.Output, input) { Options = [new("Epsilon", node.Number("epsilon", 1e-5)), new("Rate", rate), new("Frozen", 0)] };
        foreach ((int index, string role) in new[] { "Scale", "Shift", "Mean", "Variance" }.Index())
        {
            ConstantValue numbers = node.Constant(index + 1, role.ToLowerInvariant());
            if (numbers.Count != input.Output.Channels)
                throw new UnsupportedException($"has {numbers.Count} numbers as its {role.ToLowerInvariant()}, where there are {input.Output.Channels} channels");

            line.Arrays.Add(new LineArray(role, [numbers.Count], numbers.CopyTo));
        }

        if (line.Option("Epsilon") is not > 0 || rate is < 0 or > 1)
            throw new UnsupportedException("epsilon must be above 0 and momentum from 0 to 1");

        node.Share(line, 1, 2, 3, 4);
        node.Output(line, view);
    }

    /// <summary>There α is divided by the window.</summary>
    public static void Lrn(NodeImport node)
    {
        LayerLine input = node.Map();
        long size = node.Int("size", 0);
        if (size is < 1 or > 1 << 20)
            throw new UnsupportedException("size is not 1 or more");

        double alpha = NodeImport.Shortest((float)(node.Number("alpha", 1e-4) / size));
        node.OutputMap(new LayerLine("lrn", input.Output, input)
        {
            Options = [new("Window", size), new("Kappa", node.Number("bias", 1)), new("Alpha", alpha), new("Beta", node.Number("beta", 0.75))],
        });
    }

    public static void LpNorm(NodeImport node)
    {
        MapView view = node.View();
        int axis = NodeImport.Axis(node.Int("axis", -1), view.Groups.Count + 1) - 1;
        if (axis < 0)
            throw new UnsupportedException("runs over the images of a call");

        node.Output(new LayerLine("lpnorm", view.Line.Output, view.Line) { Options = Norm(AxesOf(view, [axis]), node.Int("p", 2)) }, view);
    }

    /// <summary>The norms alone, along any axes.</summary>
    public static void Norms(NodeImport node, double exponent)
    {
        MapView view = node.View();
        int[] places = Pools.Axes(node, view);
        Axes axes = AxesOf(view, places);
        OutputAlong(node, view, places, new LayerLine("lpnorms", One(view.Line.Output, axes), view.Line) { Options = Norm(axes, exponent), Window = LayerLine.WindowAlong(axes) });
    }

    /// <summary>A sum of powers may become part of a norm; another is a pool or a convolution.</summary>
    public static void Sums(NodeImport node)
    {
        MapView view = node.View();
        int[] places = Pools.Axes(node, view);
        Axes axes = AxesOf(view, places);
        OutputAlong(node, view, places, new LayerLine(LineSums.Kind, One(view.Line.Output, axes), view.Line) { Options = [new("Axes", (int)axes)] });
    }

    private static void OutputAlong(NodeImport node, MapView view, int[] places, LayerLine line)
    {
        MapView seen = view.With(node.Add(line));
        node.Output(node.Int("keepdims", 1) != 0 ? seen : new MapView(line, [.. seen.Groups.Where((_, place) => !places.Contains(place))]));
    }

    private static Shape One(Shape map, Axes axes) => new(axes.HasFlag(Axes.Rows) ? 1 : map.Height, axes.HasFlag(Axes.Columns) ? 1 : map.Width, axes.HasFlag(Axes.Channels) ? 1 : map.Channels);

    /// <summary>ε, which has no place there, is too small to be seen.</summary>
    private static LayerOption[] Norm(Axes axes, double exponent) => [new("Axes", (int)axes), new("Exponent", exponent), new("Epsilon", 1e-20)];

    private static Axes AxesOf(MapView view, int[] places)
    {
        Axes axes = 0;
        foreach (Axes axis in (ReadOnlySpan<Axes>)[Axes.Rows, Axes.Columns, Axes.Channels])
            axes |= places.Any(place => view.IsAxis(place, axis) && view.Groups[place].Length > 0) ? axis : 0;

        return axes != 0 ? axes : throw new UnsupportedException($"runs along an extent of {view} that is no axis of the map");
    }
}

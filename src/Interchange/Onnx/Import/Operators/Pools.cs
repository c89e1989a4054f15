using Kiln.Interchange.Declarations;

namespace Kiln.Interchange.Onnx.Import.Operators;

/// <summary>Pools over windows and over whole maps, and what enlarges maps.</summary>
internal static class Pools
{
    public static void Max(NodeImport node)
    {
        node.Require("storage_order", 0);
        LayerLine input = node.PaddedMap(0, out WindowDescription around);
        (int height, int width) = Windows.Size(node);
        WindowDescription window = Windows.Of(node, input.Output, height, width, around, out Shape map);

        // Zeros that were put around the map change no maximum of what is never below 0.
        if (around != WindowDescription.None && !(input.Kind == "sigmoid" || (input.Kind == "relu" && input.Option("Leak") == 0)))
            throw new UnsupportedException("reads a map with zeros around it that may be below 0, where padding is less than every number");

        RequireNoDilation(window);
        node.OutputMap(new LayerLine("maxpool", map, input) { Window = window });
    }

    /// <summary>Where padding counts as zeros, a convolution by itself for every channel computes the same.</summary>
    public static void Average(NodeImport node)
    {
        LayerLine input = node.PaddedMap(0, out WindowDescription around);
        (int height, int width) = Windows.Size(node);
        WindowDescription window = Windows.Of(node, input.Output, height, width, around, out Shape map);
        RequireNoDilation(window);
        bool isPadded = (window.PadTop, window.PadBottom, window.PadLeft, window.PadRight) != default, counts = node.Int("count_include_pad", 0) != 0;
        if (node.Int("ceil_mode", 0) != 0 && isPadded && counts)
            throw new UnsupportedException("ceil_mode beside count_include_pad cannot be said where there are pads");

        if (!counts && around != WindowDescription.None)
            throw new UnsupportedException("reads a map with zeros around it, which its own padding does not count");

        node.OutputMap(isPadded && counts ? Convolutions.Constant("conv", input, window, map, 1f / (height * width)) : new LayerLine("avgpool", map, input) { Window = window });
    }

    public static void Global(NodeImport node, string kind)
    {
        LayerLine input = node.Map();
        node.OutputMap(Whole(kind, input));
    }

    /// <summary>Along rows, columns or both.</summary>
    public static void Reduce(NodeImport node, string kind)
    {
        MapView view = node.View();
        int[] axes = Axes(node, view);
        bool keeps = node.Int("keepdims", 1) != 0;
        bool rows = axes.Any(axis => view.Groups[axis].Any(factor => factor.Axis == Kiln.Axes.Rows)), columns = axes.Any(axis => view.Groups[axis].Any(factor => factor.Axis == Kiln.Axes.Columns));
        if (axes.Any(axis => view.Groups[axis].Any(factor => factor.Axis == Kiln.Axes.Channels)))
            throw new UnsupportedException("runs over the channels, which no pool does");

        Shape map = view.Line.Output;
        LayerLine line = view.Line;
        if (rows || columns)
        {
            bool isWhole = (rows || map.Height == 1) && (columns || map.Width == 1);
            (int height, int width) = (rows ? map.Height : 1, columns ? map.Width : 1);
            line = node.Add(isWhole ? Whole("global" + kind, line)
                : new LayerLine(kind, new Shape(map.Height / height, map.Width / width, map.Channels), line) { Window = new(height, width, height, width, 0, 0, 0, 0) });
        }

        MapView made = view.With(line);
        node.Output(keeps ? made : new MapView(line, [.. made.Groups.Where((_, place) => !axes.Contains(place))]));
    }

    /// <summary>Every pixel several times, which a transposed convolution with weights of 1 does.</summary>
    public static void Enlarge(NodeImport node)
    {
        LayerLine input = node.Map();
        string mode = node.Text("mode", "nearest");
        if (mode != "nearest" || node.Text("coordinate_transformation_mode", "asymmetric") is not ("asymmetric" or "half_pixel" or "pytorch_half_pixel"))
            throw new UnsupportedException($"mode {mode} cannot be said; only pixels that are repeated can");

        _ = (node.Text("nearest_mode", "floor"), node.Number("cubic_coeff_a", -0.75), node.Number("extrapolation_value", 0), node.Int("exclude_outside", 0), node.Int("antialias", 0));
        Shape map = input.Output;
        double[] factors = node.Operation == "Upsample" && node.Any("scales") is { Floats: { Length: > 0 } given } ? [.. given.Select(value => (double)value)]
            : node.Has(3) ? [.. node.Constant(3, "sizes").Integers.Zip([node.Batch, map.Channels, map.Height, map.Width], (wanted, own) => (double)wanted / own)]
            : [.. node.Constant(node.Operation == "Resize" && node.Opset >= 11 ? 2 : 1, "scales").Floats.Select(value => (double)value)];
        if (factors is not [1, 1, >= 1 and <= 64 and var y, >= 1 and <= 64 and var x] || y != Math.Floor(y) || x != Math.Floor(x))
            throw new UnsupportedException($"enlarges by {string.Join(", ", factors)}, where whole numbers of rows and columns were expected");

        WindowDescription window = new((int)y, (int)x, (int)y, (int)x, 0, 0, 0, 0);
        if (y == 1 && x == 1)
            node.Output(MapView.Of(input));
        else
            node.OutputMap(Convolutions.Constant("convtranspose", input, window, new Shape(checked(map.Height * (int)y), checked(map.Width * (int)x), map.Channels), 1));
    }

    /// <summary>The axes after the first that an operator speaks of, which it has as an attribute or as its second input.</summary>
    public static int[] Axes(NodeImport node, MapView view)
    {
        int rank = view.Groups.Count + 1;
        long[] given = node.Ints("axes") ?? (node.Has(1) ? node.Constant(1, "axes").Integers : node.Int("noop_with_empty_axes", 0) != 0 ? [] : [.. Enumerable.Range(0, rank)]);
        int[] axes = [.. given.Select(axis => NodeImport.Axis(axis, rank)).Distinct()];
        return !axes.Contains(0) ? [.. axes.Select(axis => axis - 1)] : throw new UnsupportedException("runs over the images of a call");
    }

    private static LayerLine Whole(string kind, LayerLine input) =>
        new(kind, new Shape(1, 1, input.Output.Channels), input) { Window = LayerLine.WholeMap };

    private static void RequireNoDilation(WindowDescription window)
    {
        if (window is not { DilationY: 1, DilationX: 1 })
            throw new UnsupportedException("dilations of a pool cannot be said");

        if (window.PadTop >= window.Height || window.PadBottom >= window.Height || window.PadLeft >= window.Width || window.PadRight >= window.Width)
            throw new UnsupportedException("has windows that lie on padding alone");
    }
}

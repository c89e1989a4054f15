using Kiln.Interchange.Declarations;

namespace Kiln.Interchange.Onnx.Import.Operators;

/// <summary>Products with a matrix: a layer of filters that cover the whole map, or one pixel.</summary>
internal static class Products
{
    public static void Gemm(NodeImport node)
    {
        node.Require("transA", 0);
        bool isTransposed = node.Int("transB", 0) != 0;
        (float alpha, float beta) = ((float)node.Number("alpha", 1), (float)node.Number("beta", 1));
        Product(node, isTransposed, alpha, node.Has(2) ? Biases(node.Constant(2, "biases"), beta) : null);

        static NumbersWriter Biases(ConstantValue biases, float beta) => ours =>
        {
            float[] numbers = biases.Floats;
            for (int i = 0; i < ours.Length; i++)
                ours[i] = beta * numbers[numbers.Length == 1 ? 0 : i];
        };
    }

    public static void MatMul(NodeImport node) => Product(node, isTransposed: false, alpha: 1, biases: null);

    private static void Product(NodeImport node, bool isTransposed, float alpha, NumbersWriter? biases)
    {
        MapView view = node.View();
        ConstantValue matrix = node.Constant(1, "second factor");
        if (matrix.Dimensions is not [> 0 and var rows, > 0 and var columns])
            throw new UnsupportedException($"multiplies by {string.Join("×", matrix.Dimensions)}, where a matrix was expected");

        (int depth, int filters) = isTransposed ? ((int)columns, (int)rows) : ((int)rows, (int)columns);
        Shape map = view.Line.Output;
        if (view.Extents is not [.., var last] || last != depth)
            throw new UnsupportedException($"multiplies {view} by {string.Join("×", matrix.Dimensions)}");

        if (node.Has(2) && node.Constant(2, "biases") is var given && given.Count != 1 && given.Count != filters)
            throw new UnsupportedException($"has {given.Count} biases of {filters} numbers");

        // Over the channels of each pixel, or over the whole map, whose numbers come in the order of the view.
        bool isPixelwise = view.IsAxis(view.Groups.Count - 1, Axes.Channels) && !view.IsPixel;
        if (!isPixelwise && view.Groups.Take(view.Groups.Count - 1).Any(group => group.Length > 0))
            throw new UnsupportedException($"multiplies {view} along its last extent, which is neither the channels nor the whole map");

        int[] places = isPixelwise ? [.. Enumerable.Range(0, depth)] : Places(view);
        LayerLine line = new(isPixelwise ? "conv" : "dense", isPixelwise ? map with { Channels = filters } : new Shape(1, 1, filters), view.Line)
        {
            Window = isPixelwise ? WindowDescription.None : WindowDescription.None with { Height = map.Height, Width = map.Width },
            FilterDepth = map.Channels,
            Filters = filters,
            Options = isPixelwise ? [new("Groups", 1)] : [],
        };
        line.Arrays.Add(new LineArray("Weights", isPixelwise ? [1, 1, depth, filters] : [map.Height, map.Width, map.Channels, filters], Weights));
        if (biases is not null)
            line.Arrays.Add(new LineArray("Biases", [filters], biases));

        node.Share(line, 1, 2);
        LayerLine added = node.Add(line);
        AxisFactor[] made = filters == 1 ? [] : [new AxisFactor(Axes.Channels, filters)];
        node.Output(new MapView(added, [.. view.Groups.Take(view.Groups.Count - 1), made]));

        void Weights(Span<float> ours)
        {
            float[] theirs = matrix.Floats;
            for (int theirPlace = 0; theirPlace < depth; theirPlace++)
            {
                Span<float> ourRow = ours.Slice(places[theirPlace] * filters, filters);
                for (int filter = 0; filter < filters; filter++)
                    ourRow[filter] = alpha * theirs[isTransposed ? (filter * depth) + theirPlace : (theirPlace * filters) + filter];
            }
        }
    }

    /// <summary>Where each number of a flattened map lies here: rows, columns, channels.</summary>
    private static int[] Places(MapView view)
    {
        Shape map = view.Line.Output;
        int[] places = [0];
        foreach (AxisFactor factor in view.Groups[^1])
        {
            int step = factor.Axis switch { Axes.Channels => 1, Axes.Columns => map.Channels, _ => map.Width * map.Channels };
            places = [.. places.SelectMany(place => Enumerable.Range(0, factor.Extent).Select(index => place + (index * step)))];
        }

        return places;
    }
}

using Kiln.Interchange.Declarations;

namespace Kiln.Interchange.Onnx.Import.Operators;

/// <summary>What changes how a map is seen and not the map, and what it passes through.</summary>
internal static class Views
{
    public static void Same(NodeImport node) => node.Output(node.IsConstant(0) ? node.Constant(0, "input") : node.View());

    /// <summary>Between kinds of floats it changes nothing here.</summary>
    public static void Cast(NodeImport node)
    {
        long to = node.Int("to", 0);
        _ = node.Int("saturate", 1);
        if (node.IsConstant(0))
            Constants.Cast(node, (OnnxElement)to);
        else if ((OnnxElement)to is OnnxElement.Float or OnnxElement.Float16 or OnnxElement.BFloat16 or OnnxElement.Double)
            node.Output(node.View());
        else
            throw new UnsupportedException($"makes {(OnnxElement)to} of a map, which has floats alone");
    }

    /// <summary>It passes its input on in inference, and stays for training.</summary>
    public static void Dropout(NodeImport node)
    {
        MapView view = node.View();
        _ = (node.Int("seed", 0), node.Int("is_test", 1));
        double rate = node.Number("ratio", 0.5);
        if (node.Opset >= 12)
            rate = node.Has(1) ? NodeImport.Shortest(node.Constant(1, "ratio").Single ?? 0.5f) : 0.5;

        if (rate is >= 0 and < 1)
            node.Output(new LayerLine("dropout", view.Line.Output, view.Line) { Options = [new("Rate", rate)] }, view);
        else
            throw new UnsupportedException($"drops {rate} of its input");
    }

    public static void Flatten(NodeImport node)
    {
        MapView view = node.View();
        int axis = NodeImport.Axis(node.Int("axis", 1), view.Groups.Count + 2);
        if (axis != 1)
            throw new UnsupportedException($"axis is {axis}, where only 1, which keeps images apart, can be said");

        node.Output(view.Reshaped([view.Extents.Aggregate(1L, (product, extent) => product * extent)]));
    }

    public static void Reshape(NodeImport node)
    {
        bool zeroIsZero = node.Int("allowzero", 0) != 0;
        long[] wanted = node.Opset < 5 ? node.Ints("shape") ?? [] : node.Constant(1, "extents").Integers;
        if (node.IsConstant(0))
        {
            ConstantValue constant = node.Constant(0, "input");
            node.Output(constant.Reshaped(Filled(wanted, constant.Dimensions, constant.Count, zeroIsZero)));
            return;
        }

        MapView view = node.View();
        long[] own = [node.Batch, .. view.Extents.Select(extent => (long)extent)];
        long[] filled = Filled(wanted, own, own.Aggregate(1L, (product, extent) => checked(product * extent)), zeroIsZero);
        if (filled.Length == 0 || filled[0] != node.Batch)
            throw new UnsupportedException($"makes {string.Join("×", filled)} of {view}, which puts images and pixels into one extent");

        node.Output(view.Reshaped(filled[1..]));
    }

    public static void Squeeze(NodeImport node)
    {
        if (node.IsConstant(0))
        {
            ConstantValue constant = node.Constant(0, "input");
            int[] gone = node.Ints("axes") is { } listed || (node.Has(1) && node.Constant(1, "axes").Integers is { } input && (listed = input) is not null)
                ? [.. listed.Select(axis => NodeImport.Axis(axis, constant.Dimensions.Length))]
                : [.. constant.Dimensions.Index().Where(extent => extent.Item == 1).Select(extent => extent.Index)];
            node.Output(constant.Reshaped([.. constant.Dimensions.Where((_, place) => !gone.Contains(place))]));
            return;
        }

        MapView view = node.View();
        int[] places = node.Ints("axes") is null && !node.Has(1)
            ? [.. view.Groups.Index().Where(group => group.Item.Length == 0).Select(group => group.Index)]
            : Pools.Axes(node, view);
        if (places.Any(place => view.Groups[place].Length > 0))
            throw new UnsupportedException($"leaves out an extent of {view} that is not 1");

        node.Output(new MapView(view.Line, [.. view.Groups.Where((_, place) => !places.Contains(place))]));
    }

    public static void Unsqueeze(NodeImport node)
    {
        long[] axes = node.Ints("axes") ?? node.Constant(1, "axes").Integers;
        if (node.IsConstant(0))
        {
            ConstantValue constant = node.Constant(0, "input");
            node.Output(constant.Reshaped([.. Inserted(axes, constant.Dimensions, 1L)]));
            return;
        }

        MapView view = node.View();
        AxisFactor[][] groups = Inserted(axes, [[], .. view.Groups], []);
        if (axes.Any(axis => NodeImport.Axis(axis, groups.Length) == 0))
            throw new UnsupportedException("puts an extent before the images");

        node.Output(new MapView(view.Line, groups[1..]));
    }

    public static void Transpose(NodeImport node)
    {
        if (node.IsConstant(0))
        {
            Constants.Transpose(node);
            return;
        }

        MapView view = node.View();
        int rank = view.Groups.Count + 1;
        long[] order = node.Ints("perm") ?? [.. Enumerable.Range(0, rank).Reverse()];
        if (order.Length != rank || order[0] != 0 || !order.Order().SequenceEqual(Enumerable.Range(0, rank).Select(place => (long)place)))
            throw new UnsupportedException($"puts the extents of {view} in the order {string.Join(", ", order)}, which does not keep the images first");

        node.Output(view.Transposed([.. order.Skip(1).Select(place => (int)place - 1)]));
    }

    private static T[] Inserted<T>(long[] axes, IReadOnlyList<T> extents, T one)
    {
        int rank = extents.Count + axes.Length;
        if (rank > 32)
            throw new UnsupportedException("has more extents than any map");

        HashSet<int> places = [.. axes.Select(axis => NodeImport.Axis(axis, rank))];
        if (places.Count != axes.Length)
            throw new UnsupportedException("names an axis twice");

        int next = 0;
        return [.. Enumerable.Range(0, rank).Select(place => places.Contains(place) ? one : extents[next++])];
    }

    /// <summary>Extents with what 0 and −1 stand for in their place.</summary>
    private static long[] Filled(long[] wanted, long[] own, long count, bool zeroIsZero)
    {
        long[] filled = [.. wanted.Select((extent, place) => extent == 0 && !zeroIsZero ? place < own.Length ? own[place] : -2 : extent)];
        if (filled.Any(extent => extent < -1) || filled.Count(extent => extent == -1) > 1)
            throw new UnsupportedException($"asks for extents of {string.Join(", ", wanted)}");

        long known = filled.Where(extent => extent != -1).Aggregate(1L, (product, extent) => checked(product * extent));
        int free = Array.IndexOf(filled, -1);
        if (free >= 0)
            filled[free] = known > 0 && count % known == 0 ? count / known : -2;

        return filled.Aggregate(1L, (product, extent) => checked(product * extent)) == count && filled.All(extent => extent >= 0) ? filled
            : throw new UnsupportedException($"asks for extents of {string.Join(", ", wanted)} of {count} numbers");
    }
}

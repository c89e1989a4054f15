namespace Kiln.Interchange.Onnx.Import.Operators;

/// <summary>What follows from constants and extents alone is computed here: above all the extents that exporters compute in the graph.</summary>
internal static class Constants
{
    public static void Constant(NodeImport node)
    {
        OnnxGivenAttribute? Given(string name) => node.Any(name);
        object value = Given("value") is { Tensor: { } tensor } ? ConstantValue.Of(tensor with { Name = node.OutputName })
            : Given("value_float") is { } single ? ConstantValue.Of(node.OutputName, [], [single.Float])
            : Given("value_floats") is { } several ? ConstantValue.Of(node.OutputName, [several.Floats.Length], several.Floats)
            : Given("value_int") is { } whole ? ConstantValue.Of(node.OutputName, [], [whole.Int])
            : Given("value_ints") is { } numbers ? ConstantValue.Of(node.OutputName, [numbers.Ints.Length], numbers.Ints)
            : throw new UnsupportedException("has no value that can be read");
        node.Output(value);
    }

    public static void OfShape(NodeImport node)
    {
        long[] dimensions = node.Constant(0, "extents").Integers;
        Int128 count = dimensions.Aggregate((Int128)1, (product, extent) => Int128.Min(product * Math.Max(extent, 0), ConstantValue.MostComputed + 1));
        if (count > ConstantValue.MostComputed)
            throw new UnsupportedException("makes more constants than are computed with");

        OnnxTensor? value = node.Any("value")?.Tensor;
        if (value is { Count: not 1 })
            throw new UnsupportedException("has several values");

        if (value is { IsWhole: true })
            node.Output(dimensions, [.. Enumerable.Repeat(value.ToIntegers()[0], (int)count)]);
        else
            node.Output(ConstantValue.Of(node.OutputName, dimensions, [.. Enumerable.Repeat(value?.ToFloats()[0] ?? 0, (int)count)]));
    }

    public static void Shape(NodeImport node)
    {
        long[] extents = node.IsConstant(0) ? node.Constant(0, "input").Dimensions : [node.Batch, .. node.View().Extents.Select(extent => (long)extent)];
        (int begin, int end) = (Place(node.Int("start", 0)), Place(node.Int("end", extents.Length)));
        extents = end > begin ? extents[begin..end] : [];
        node.Output([extents.Length], extents);

        int Place(long axis) => (int)Math.Clamp(axis < 0 ? axis + extents.Length : axis, 0, extents.Length);
    }

    public static void Gather(NodeImport node)
    {
        long axis = node.Int("axis", 0);
        if (!node.IsConstant(0))
        {
            Sampling.Swap(node, axis);
            return;
        }

        ConstantValue from = node.Constant(0, "input"), indices = node.Constant(1, "indices");
        if (from.Dimensions.Length != 1 || !from.IsWhole || indices.Count > ConstantValue.MostComputed || NodeImport.Axis(axis, 1) != 0)
            throw new UnsupportedException("takes elements of constants that are not a list of whole numbers");

        node.Output(indices.Dimensions, [.. indices.Integers.Select(index => from.Integers[NodeImport.Axis(index, from.Count)])]);
    }

    public static void Concat(NodeImport node)
    {
        ConstantValue[] parts = [.. Enumerable.Range(0, node.Inputs).Select(input => node.Constant(input, "inputs"))];
        if (NodeImport.Axis(node.Int("axis", 0), 1) != 0 || parts.Any(part => part.Dimensions.Length != 1) || parts.Sum(part => (long)part.Count) > ConstantValue.MostComputed)
            throw new UnsupportedException("joins constants that are not lists");

        if (parts.All(part => part.IsWhole))
        {
            long[] numbers = [.. parts.SelectMany(part => part.Integers)];
            node.Output([numbers.Length], numbers);
        }
        else
        {
            float[] numbers = [.. parts.SelectMany(part => part.Floats)];
            node.Output(ConstantValue.Of(node.OutputName, [numbers.Length], numbers));
        }
    }

    public static void Cast(NodeImport node, OnnxElement to)
    {
        ConstantValue constant = node.Constant(0, "input");
        bool toWhole = to is OnnxElement.Int64 or OnnxElement.Int32;
        if (!toWhole && to is not (OnnxElement.Float or OnnxElement.Float16 or OnnxElement.BFloat16 or OnnxElement.Double))
            throw new UnsupportedException($"makes {to} of constants");

        if (constant.IsWhole == toWhole)
            node.Output(constant);
        else if (toWhole)
            node.Output(constant.Dimensions, constant.Integers);
        else
            node.Output(ConstantValue.Of(node.OutputName, constant.Dimensions, constant.Floats));
    }

    public static void Slice(NodeImport node)
    {
        ConstantValue constant = node.Constant(0, "input");
        (long[] starts, long[] ends, long[] axes, long[] steps) = Slices.Bounds(node);
        if (constant.Dimensions.Length != 1 || !constant.IsWhole || axes is not [0 or -1])
            throw new UnsupportedException("takes a part of constants that are not a list of whole numbers");

        (int begin, int end, int step) = Slices.Range(starts[0], ends[0], steps[0], constant.Count);
        long[] taken = [.. constant.Integers[begin..end].Where((_, index) => index % step == 0)];
        node.Output([taken.Length], taken);
    }

    /// <summary>A matrix, or a list, which it leaves as it is.</summary>
    public static void Transpose(NodeImport node)
    {
        ConstantValue constant = node.Constant(0, "input");
        long[] order = node.Ints("perm") ?? [.. Enumerable.Range(0, constant.Dimensions.Length).Reverse()];
        if (order.Index().All(place => place.Index == place.Item))
        {
            node.Output(constant);
            return;
        }

        if (constant.Dimensions is not [var rows, var columns] || order is not [1, 0])
            throw new UnsupportedException("transposes constants that are no matrix");

        float[] theirs = constant.Floats, ours = new float[theirs.Length];
        for (long row = 0; row < rows; row++)
            for (long column = 0; column < columns; column++)
                ours[(column * rows) + row] = theirs[(row * columns) + column];

        node.Output(ConstantValue.Of(node.OutputName, [columns, rows], ours));
    }

    public static void Floor(NodeImport node)
    {
        ConstantValue constant = node.Constant(0, "input");
        node.Output(ConstantValue.Of(node.OutputName, constant.Dimensions, [.. constant.Floats.Select(MathF.Floor)]));
    }

    /// <summary>A function of every number.</summary>
    public static void Map(NodeImport node, string operation)
    {
        ConstantValue constant = node.Constant(0, "input");
        Func<float, float> function = operation switch
        {
            "Exp" => MathF.Exp,
            "Log" => MathF.Log,
            "Sqrt" => MathF.Sqrt,
            "Abs" => MathF.Abs,
            _ => number => -number,
        };
        if (constant.IsWhole && operation == "Neg")
            node.Output(constant.Dimensions, [.. constant.Integers.Select(number => -number)]);
        else
            node.Output(ConstantValue.Of(node.OutputName, constant.Dimensions, [.. constant.Floats.Select(function)]));
    }

    /// <summary>An operator of two constants, of which one may be a single number.</summary>
    public static void Combine(NodeImport node, string operation)
    {
        ConstantValue first = node.Constant(0, "first"), second = node.Constant(1, "second");
        ConstantValue larger = first.Count >= second.Count ? first : second;
        if (first.Count != 1 && second.Count != 1 && !first.Dimensions.SequenceEqual(second.Dimensions))
            throw new UnsupportedException("combines constants of different extents");

        int count = larger.Count;
        if (first.IsWhole && second.IsWhole)
            node.Output(larger.Dimensions, [.. Enumerable.Range(0, count).Select(i => Whole(operation, At(first.Integers, i), At(second.Integers, i)))]);
        else
            node.Output(ConstantValue.Of(node.OutputName, larger.Dimensions, [.. Enumerable.Range(0, count).Select(i => (float)Of(operation, At(first.Floats, i), At(second.Floats, i)))]));

        static T At<T>(T[] numbers, int index) => numbers[numbers.Length == 1 ? 0 : index];
    }

    private static long Whole(string operation, long x, long y) => checked(operation switch
    {
        "Add" => x + y,
        "Sub" => x - y,
        "Mul" => x * y,
        "Div" => y != 0 && y != -1 ? x / y : y == -1 ? -x : throw new UnsupportedException("divides by 0"),
        "Max" => Math.Max(x, y),
        "Min" => Math.Min(x, y),
        _ => throw new UnsupportedException("is no operator of whole numbers that is computed"),
    });

    private static double Of(string operation, double x, double y) => operation switch
    {
        "Add" => x + y,
        "Sub" => x - y,
        "Mul" => x * y,
        "Div" => x / y,
        "Max" => Math.Max(x, y),
        "Min" => Math.Min(x, y),
        _ => Math.Pow(x, y),
    };
}

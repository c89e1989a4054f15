using Kiln.Interchange.Declarations;

namespace Kiln.Interchange.Onnx.Import.Operators;

/// <summary>Operators on elements: of a map and a number they are functions, of a map and a number a channel scales, of maps sums, scales or functions.</summary>
internal static class Arithmetic
{
    private static readonly FormulaNode X = FormulaNode.OfVariable(0), Y = FormulaNode.OfVariable(1);

    /// <summary>Makes the value of a node a function of one map.</summary>
    public static void Output(NodeImport node, MapView view, FormulaNode formula)
    {
        if (formula.IsVariable)
            node.Output(view);
        else
            node.Output(new LayerLine("function", view.Line.Output, view.Line) { Formula = formula }, view);
    }

    public static void Function(NodeImport node, string operation)
    {
        if (node.IsConstant(0))
            Constants.Map(node, operation);
        else
            Output(node, node.View(), FormulaNode.Of(operation, X));
    }

    public static void Reciprocal(NodeImport node) => Output(node, node.View(), FormulaNode.Of("Div", FormulaNode.OfNumber(1), X));

    public static void Erf(NodeImport node) => Output(node, node.View(), ErfOf(X));

    /// <summary>Of a number; of a map by a number that is at hand.</summary>
    public static void Pow(NodeImport node)
    {
        if (node.IsConstant(0))
        {
            Constants.Combine(node, "Pow");
            return;
        }

        float exponent = node.Constant(1, "exponent").Single ?? throw new UnsupportedException("has several exponents");
        FormulaNode squares = FormulaNode.Of("Mul", X, X);
        Output(node, node.View(), exponent switch
        {
            1 => X,
            2 => squares,
            3 => FormulaNode.Of("Mul", squares, X),
            4 => FormulaNode.Of("Mul", squares, squares),
            0.5f => FormulaNode.Of("Sqrt", X),
            -1 => FormulaNode.Of("Div", FormulaNode.OfNumber(1), X),
            -0.5f => FormulaNode.Of("Div", FormulaNode.OfNumber(1), FormulaNode.Of("Sqrt", X)),
            _ => FormulaNode.Of("Exp", FormulaNode.Of("Mul", FormulaNode.OfNumber(NodeImport.Shortest(exponent)), FormulaNode.Of("Log", X))),
        });
    }

    public static void Add(NodeImport node) => Binary(
        node,
        "Add",
        (view, channels, _) => Scaled(view.Line, null, channels),
        (first, second) => first.Line.Output == second.Line.Output ? new LayerLine("add", first.Line.Output, first.Line, second.Line)
            : first.Line is { Kind: "scale", Inputs: [var map, var factors] } ? new LayerLine("scale", map.Output, map, factors, second.Line)
            : null);

    public static void Sub(NodeImport node) => Binary(
        node,
        "Sub",
        (view, channels, isFirst) => isFirst ? Scaled(view.Line, Filled(channels.Length, -1), channels) : Scaled(view.Line, null, [.. channels.Select(number => -number)]),
        (_, _) => null);

    public static void Mul(NodeImport node) => Binary(
        node,
        "Mul",
        (view, channels, _) => Scaled(view.Line, channels, null),
        (first, second) => new LayerLine("scale", first.Line.Output, first.Line, second.Line));

    public static void Div(NodeImport node) => Binary(
        node,
        "Div",
        (view, channels, isFirst) => isFirst ? null : Scaled(view.Line, [.. channels.Select(number => 1 / number)], null),
        (first, second) => first.Line.Output == second.Line.Output ? null : new LayerLine("lpnorm", first.Line.Output, first.Line, second.Line));

    /// <summary>Any number of maps of one shape.</summary>
    public static void Sum(NodeImport node)
    {
        if (node.Inputs == 2)
        {
            Add(node);
            return;
        }

        MapView[] views = [.. Enumerable.Range(0, node.Inputs).Select(node.View)];
        if (views.Length == 0 || views.Any(view => view.Line.Output != views[0].Line.Output || !view.SameAs(views[0])))
            throw new UnsupportedException("adds maps of several shapes");

        if (views.Length == 1)
            node.Output(views[0]);
        else
            node.Output(new LayerLine("add", views[0].Line.Output, views.Select(view => view.Line)), views[0]);
    }

    /// <summary>The larger or the smaller of two.</summary>
    public static void Extreme(NodeImport node, string operation)
    {
        if (node.Inputs == 1)
            Views.Same(node);
        else if (node.Inputs == 2)
            Binary(node, operation, (_, _, _) => null, (_, _) => null);
        else
            throw new UnsupportedException($"has {node.Inputs} inputs, where two can be said");
    }

    /// <summary>A comparison, which only <see cref="Where"/> reads.</summary>
    public static void Compare(NodeImport node, bool isGreater)
    {
        List<MapView> read = [];
        FormulaNode first = Operand(node, 0, read), second = Operand(node, 1, read);
        FormulaNode formula = isGreater ? FormulaNode.Of("Greater", first, second) : FormulaNode.Of("Greater", second, first);
        node.Output(Of(read, formula), read[0]);
    }

    /// <summary>One of two by a comparison that was made just before.</summary>
    public static void Where(NodeImport node)
    {
        MapView condition = node.View();
        if (condition.Line.Formula is not { Operation: "Greater" } compared)
            throw new UnsupportedException("chooses by what is no comparison by greater or less");

        List<MapView> read = [.. condition.Line.Inputs.Select(input => condition.With(input))];
        FormulaNode then = Operand(node, 1, read), otherwise = Operand(node, 2, read);
        node.Output(Of(read, FormulaNode.Of("Where", compared, then, otherwise)), condition);
    }

    /// <summary>An operand of a function: a variable, or a number.</summary>
    private static FormulaNode Operand(NodeImport node, int input, List<MapView> read)
    {
        if (node.IsConstant(input))
        {
            float number = node.Constant(input, "operand") is { Count: 1 } one ? one.Floats[0] : throw new UnsupportedException("reads several constants, where one number was expected");
            return FormulaNode.OfNumber(NodeImport.Shortest(number));
        }

        read.Add(node.View(input));
        return FormulaNode.OfVariable(read.Count - 1);
    }

    private static LayerLine Of(List<MapView> read, FormulaNode formula)
    {
        if (read.Count == 0 || read.Any(view => view.Line.Output != read[0].Line.Output || !view.SameAs(read[0])))
            throw new UnsupportedException("reads maps of several extents");

        // A layer that is read twice is one variable.
        LayerLine[] inputs = [.. read.Select(view => view.Line).Distinct()];
        FormulaNode[] variables = [.. read.Select(view => FormulaNode.OfVariable(Array.IndexOf(inputs, view.Line)))];
        return new LayerLine("function", inputs[0].Output, inputs) { Formula = formula.With(variables) };
    }

    /// <summary>Factors and offsets a channel.</summary>
    public static LayerLine Scaled(LayerLine input, float[]? factors, float[]? offsets)
    {
        LayerLine line = new("scale", input.Output, input);
        line.Arrays.Add(LineArray.Of("Scale", factors ?? Filled(input.Output.Channels, 1)));
        if (offsets is not null)
            line.Arrays.Add(LineArray.Of("Shift", offsets));

        return line;
    }

    /// <summary>Constants as one number a channel; null where they are something else.</summary>
    public static float[]? Channels(ConstantValue constant, MapView view)
    {
        // Extents are compared from the last on; all but one must be 1, and that one must be where the channels are.
        long[] extents = constant.Dimensions;
        int channels = view.Line.Output.Channels;
        for (int place = 0; place < extents.Length; place++)
        {
            int group = view.Groups.Count - (extents.Length - place);
            if (extents[place] != 1 && !(group >= 0 && extents[place] == channels && view.IsAxis(group, Axes.Channels)))
                return null;
        }

        return constant.Count == channels ? constant.Floats : constant.Count == 1 ? Filled(channels, constant.Floats[0]) : null;
    }

    /// <summary>The error function, by Abramowitz and Stegun's formula 7.1.26, whose error is below 1.5e-7.</summary>
    public static FormulaNode ErfOf(FormulaNode x)
    {
        FormulaNode magnitude = FormulaNode.Of("Abs", x), t = FormulaNode.Of("Div", One, FormulaNode.Of("Add", One, Times(0.3275911, magnitude)));
        FormulaNode series = FormulaNode.OfNumber(1.061405429);
        foreach (double coefficient in (ReadOnlySpan<double>)[-1.453152027, 1.421413741, -0.284496736, 0.254829592])
            series = FormulaNode.Of("Add", FormulaNode.Of("Mul", series, t), FormulaNode.OfNumber(coefficient));

        FormulaNode far = FormulaNode.Of("Sub", One, FormulaNode.Of("Mul", FormulaNode.Of("Mul", series, t), FormulaNode.Of("Exp", FormulaNode.Of("Neg", FormulaNode.Of("Mul", x, x)))));
        return FormulaNode.Of("Where", FormulaNode.Of("Greater", x, FormulaNode.OfNumber(0)), far, FormulaNode.Of("Neg", far));
    }

    private static FormulaNode One => FormulaNode.OfNumber(1);

    private static FormulaNode Times(double factor, FormulaNode x) => FormulaNode.Of("Mul", FormulaNode.OfNumber(factor), x);

    private static float[] Filled(int count, float value)
    {
        float[] numbers = new float[count];
        numbers.AsSpan().Fill(value);
        return numbers;
    }

    /// <summary>An operator of two values.</summary>
    /// <param name="node">The node.</param>
    /// <param name="operation">The operator.</param>
    /// <param name="byChannels">The layer of a map and a number a channel, which may be the first of the two; null if there is none.</param>
    /// <param name="ofMaps">The layer of two maps, the second no larger than the first; null for a function.</param>
    private static void Binary(NodeImport node, string operation, Func<MapView, float[], bool, LayerLine?> byChannels, Func<MapView, MapView, LayerLine?> ofMaps)
    {
        bool isFirst = node.IsConstant(0), isSecond = node.IsConstant(1);
        if (isFirst && isSecond)
            Constants.Combine(node, operation);
        else if (isFirst || isSecond)
            WithConstant(node, operation, isFirst, byChannels);
        else
            OfMaps(node, operation, ofMaps);
    }

    private static void WithConstant(NodeImport node, string operation, bool isFirst, Func<MapView, float[], bool, LayerLine?> byChannels)
    {
        MapView view = node.View(isFirst ? 1 : 0);
        ConstantValue constant = node.Constant(isFirst ? 0 : 1, "constants");
        if (constant.Count == 1)
        {
            FormulaNode number = FormulaNode.OfNumber(NodeImport.Shortest(constant.Floats[0]));
            Output(node, view, isFirst ? FormulaNode.Of(operation, number, X) : FormulaNode.Of(operation, X, number));
            return;
        }

        LayerLine? line = Channels(constant, view) is { } channels ? byChannels(view, channels, isFirst) : null;
        node.Output(line ?? throw new UnsupportedException($"combines {view} with constants of {string.Join("×", constant.Dimensions)}, where one number, or one a channel, can be said"), view);
    }

    private static void OfMaps(NodeImport node, string operation, Func<MapView, MapView, LayerLine?> ofMaps)
    {
        (MapView first, MapView second) = (node.View(0), node.View(1));
        bool commutes = operation is "Add" or "Mul" or "Max" or "Min";

        // The one that is seen with more numbers comes first.
        bool isSwapped = commutes && !Serves(second, first) && Serves(first, second);
        if (isSwapped)
            (first, second) = (second, first);

        if (!Serves(second, first))
            throw new UnsupportedException($"combines {first} with {second}, which is neither the same map nor has one row, column or channel for all");

        LayerLine? line = first.Line == second.Line ? Of([first, second], FormulaNode.Of(operation, X, Y)) : ofMaps(first, second);
        if (line is null && first.Line.Output != second.Line.Output)
            throw new UnsupportedException($"combines {first} with {second}, which can only be multiplied by or divided by");

        node.Output(line ?? new LayerLine("function", first.Line.Output, first.Line, second.Line) { Formula = FormulaNode.Of(operation, X, Y) }, first);
    }

    /// <summary>Whether a map has at every place the axes of another, or one element for all. Leading extents of 1 may be left out.</summary>
    private static bool Serves(MapView small, MapView large)
    {
        int missing = large.Groups.Count - small.Groups.Count;
        return missing == 0 && small.Groups.Zip(large.Groups).All(pair => pair.First.Length == 0 || pair.First.SequenceEqual(pair.Second));
    }
}

using Kiln.Interchange.Declarations;

namespace Kiln.Interchange.Onnx.Import.Operators;

/// <summary>Functions of one element, and softmax.</summary>
internal static class Activations
{
    private static readonly FormulaNode X = FormulaNode.OfVariable(0);

    public static void Rectify(NodeImport node, double leak, double ceiling)
    {
        MapView view = node.View();
        if (leak is >= 0 and < 1)
            node.Output(Rectified(view.Line, leak, ceiling), view);
        else
            Arithmetic.Output(node, view, FormulaNode.Of("Where", FormulaNode.Of("Greater", X, Number(0)), X, Times(leak, X)));
    }

    /// <summary>Slopes a channel: what is above 0, and what is below, scaled, added.</summary>
    public static void ParametricRelu(NodeImport node)
    {
        MapView view = node.View();
        ConstantValue slopes = node.Constant(1, "slopes");
        if (slopes.Single is { } one and >= 0 and < 1)
        {
            node.Output(Rectified(view.Line, NodeImport.Shortest(one), double.PositiveInfinity), view);
            return;
        }

        float[] channels = Arithmetic.Channels(slopes, view) ?? throw new UnsupportedException($"has slopes of {string.Join("×", slopes.Dimensions)} for {view}, where one or one a channel was expected");
        LayerLine above = node.Add(Rectified(view.Line, 0, double.PositiveInfinity));
        LayerLine below = node.Add(new LayerLine("function", view.Line.Output, view.Line) { Formula = FormulaNode.Of("Min", X, Number(0)) });
        LayerLine scaled = node.Add(Arithmetic.Scaled(below, channels, null));
        node.Output(new LayerLine("add", view.Line.Output, above, scaled), view);
    }

    /// <summary>Bounds are attributes before opset 11 and inputs after.</summary>
    public static void Clip(NodeImport node)
    {
        MapView view = node.View();
        double floor = Bound("min", 1, double.NegativeInfinity), ceiling = Bound("max", 2, double.PositiveInfinity);
        if (floor == 0 && ceiling > 0)
        {
            node.Output(Rectified(view.Line, 0, ceiling), view);
            return;
        }

        FormulaNode formula = X;
        if (!double.IsInfinity(floor))
            formula = FormulaNode.Of("Max", formula, Number(floor));

        if (!double.IsInfinity(ceiling))
            formula = FormulaNode.Of("Min", formula, Number(ceiling));

        Arithmetic.Output(node, view, formula);

        // Those of the type itself are no bounds.
        double Bound(string name, int input, double none)
        {
            double given = node.Opset < 11 ? node.Number(name, none)
                : node.Has(input) ? NodeImport.Shortest(node.Constant(input, name).Single ?? throw new UnsupportedException($"has no single {name}"))
                : none;
            return Math.Abs(given) >= float.MaxValue ? none : given;
        }
    }

    public static void Pointwise(NodeImport node, string kind)
    {
        MapView view = node.View();
        node.Output(new LayerLine(kind, view.Line.Output, view.Line), view);
    }

    public static void HardSigmoid(NodeImport node) => Arithmetic.Output(node, node.View(), Straight(node.Number("alpha", 0.2), node.Number("beta", 0.5)));

    public static void HardSwish(NodeImport node) => Arithmetic.Output(node, node.View(), FormulaNode.Of("Mul", X, Straight(NodeImport.Shortest(1 / 6f), 0.5)));

    public static void Elu(NodeImport node) => Arithmetic.Output(node, node.View(), Exponential(1, node.Number("alpha", 1), 1));

    public static void Selu(NodeImport node) => Arithmetic.Output(node, node.View(), Exponential(node.Number("gamma", 1.05070102214813232421875), node.Number("alpha", 1.67326319217681884765625), 1));

    public static void Celu(NodeImport node)
    {
        double alpha = node.Number("alpha", 1);
        Arithmetic.Output(node, node.View(), Exponential(1, alpha, alpha));
    }

    public static void Softplus(NodeImport node) => Arithmetic.Output(node, node.View(), SoftplusOf(X));

    public static void Softsign(NodeImport node) => Arithmetic.Output(node, node.View(), FormulaNode.Of("Div", X, FormulaNode.Of("Add", Number(1), FormulaNode.Of("Abs", X))));

    public static void Mish(NodeImport node) => Arithmetic.Output(node, node.View(), FormulaNode.Of("Mul", X, FormulaNode.Of("Tanh", SoftplusOf(X))));

    public static void Gelu(NodeImport node)
    {
        FormulaNode inner = node.Text("approximate", "none") == "tanh"
            ? FormulaNode.Of("Tanh", Times(0.7978845608, FormulaNode.Of("Add", X, Times(0.044715, FormulaNode.Of("Mul", FormulaNode.Of("Mul", X, X), X)))))
            : Arithmetic.ErfOf(Times(0.70710678, X));
        Arithmetic.Output(node, node.View(), FormulaNode.Of("Mul", Times(0.5, X), FormulaNode.Of("Add", Number(1), inner)));
    }

    public static void ThresholdedRelu(NodeImport node) =>
        Arithmetic.Output(node, node.View(), FormulaNode.Of("Where", FormulaNode.Of("Greater", X, Number(node.Number("alpha", 1))), X, Number(0)));

    public static void Softmax(NodeImport node)
    {
        MapView view = node.View();
        node.Output(Softmax(node, view), view);
    }

    public static void LogSoftmax(NodeImport node)
    {
        MapView view = node.View();
        LayerLine softmax = node.Add(Softmax(node, view));
        node.Output(new LayerLine("function", softmax.Output, softmax) { Formula = FormulaNode.Of("Log", X) }, view);
    }

    /// <summary>Before opset 13 all extents from the axis on are one.</summary>
    private static LayerLine Softmax(NodeImport node, MapView view)
    {
        int rank = view.Groups.Count + 1, axis = NodeImport.Axis(node.Int("axis", node.Opset < 13 ? 1 : -1), rank) - 1;
        bool isOne = axis >= 0 && view.IsAxis(axis, Axes.Channels) && (node.Opset >= 13 || view.Groups.Skip(axis + 1).All(group => group.Length == 0));
        return isOne || (axis >= 0 && view.IsPixel && view.Groups[axis].Length == 1) ? new LayerLine("softmax", view.Line.Output, view.Line)
            : throw new UnsupportedException($"runs along an extent of {view} that is not the channels alone");
    }

    private static LayerLine Rectified(LayerLine input, double leak, double ceiling) =>
        new("relu", input.Output, input) { Options = [new("Leak", leak), new("Ceiling", ceiling)] };

    /// <summary>A straight line from 0 to 1.</summary>
    private static FormulaNode Straight(double slope, double middle) =>
        FormulaNode.Of("Max", FormulaNode.Of("Min", FormulaNode.Of("Add", Times(slope, X), Number(middle)), Number(1)), Number(0));

    /// <summary>scale · x above 0, scale · height · (exp(x / width) − 1) below. The exponent is bounded, so that it is finite where it is not taken.</summary>
    private static FormulaNode Exponential(double scale, double height, double width)
    {
        FormulaNode below = FormulaNode.Of("Min", X, Number(0)), exponent = width == 1 ? below : FormulaNode.Of("Div", below, Number(width));
        FormulaNode curve = Times(height, FormulaNode.Of("Sub", FormulaNode.Of("Exp", exponent), Number(1)));
        return Times(scale, FormulaNode.Of("Where", FormulaNode.Of("Greater", X, Number(0)), X, curve));
    }

    /// <summary>log(1 + exp(x)), which overflows nowhere.</summary>
    private static FormulaNode SoftplusOf(FormulaNode x) => FormulaNode.Of(
        "Add", FormulaNode.Of("Max", x, Number(0)), FormulaNode.Of("Log", FormulaNode.Of("Add", Number(1), FormulaNode.Of("Exp", FormulaNode.Of("Neg", FormulaNode.Of("Abs", x))))));

    private static FormulaNode Times(double factor, FormulaNode x) => factor == 1 ? x : FormulaNode.Of("Mul", Number(factor), x);

    private static FormulaNode Number(double value) => FormulaNode.OfNumber(value);
}

using System.Globalization;

namespace Kiln.Interchange.Declarations;

/// <summary>The attribute of a layer, of its description: options that have their defaults are left out.</summary>
internal static class AttributeArguments
{
    private static readonly Dictionary<string, string> Attributes = new()
    {
        ["input"] = "Input",
        ["conv"] = "Conv",
        ["dense"] = "Dense",
        ["convtranspose"] = "ConvTranspose",
        ["subsample"] = "Subsample",
        ["maxpool"] = "MaxPool",
        ["avgpool"] = "AvgPool",
        ["globalmaxpool"] = "GlobalMaxPool",
        ["globalavgpool"] = "GlobalAvgPool",
        ["relu"] = "Relu",
        ["sigmoid"] = "Sigmoid",
        ["tanh"] = "Tanh",
        ["softmax"] = "Softmax",
        ["function"] = "Function",
        ["batchnorm"] = "BatchNorm",
        ["scale"] = "Scale",
        ["lrn"] = "Lrn",
        ["lpnorm"] = "LpNorm",
        ["lpnorms"] = "LpNorms",
        ["add"] = "Add",
        ["concat"] = "Concat",
        ["dropout"] = "Dropout",
        ["crop"] = "Crop",
        ["flatten"] = "Flatten",
        ["bilinearsampler"] = "BilinearSampler",
    };

    /// <summary>The attribute of a kind.</summary>
    public static string Attribute(string kind) => Attributes[kind];

    /// <summary>The type of the property.</summary>
    public static string Type(LayerDescription layer) => layer.Kind switch
    {
        "conv" or "dense" or "convtranspose" => "ConvLayer",
        "batchnorm" => "BatchNormLayer",
        "scale" when layer.Inputs.Count == 1 => "ScaleLayer",
        _ => "Layer",
    };

    /// <summary>Whether the attribute lists what the layer reads.</summary>
    public static bool Lists(LayerDescription layer) => layer.Inputs.Count > 1;

    /// <summary>The numbers of the attribute.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="hasOffsets">Whether it has biases or shifts.</param>
    /// <param name="isFrozen">Whether training leaves its parameters as they are.</param>
    public static IReadOnlyList<DeclaredArgument> Of(LayerDescription layer, bool hasOffsets, bool isFrozen)
    {
        WindowDescription window = layer.Window;
        List<DeclaredArgument> arguments = [];
        switch (layer.Kind)
        {
            case "input":
                Place(layer.OutputShape.Height);
                Place(layer.OutputShape.Width);
                Place(layer.OutputShape.Channels);
                break;
            case "conv" or "convtranspose":
                Place(window.Height);
                Place(window.Width);
                Place(layer.Filters);
                Sliding("Stride", 1, 1, layer.Kind == "conv" ? "Pad" : "Crop");
                Pair("Dilation", window.DilationY, window.DilationX, 1, 1);
                Given("Groups", 1);
                Flag("Bias", hasOffsets, true);
                Flag("Frozen", isFrozen, false);
                break;
            case "dense":
                Place(layer.Filters);
                Flag("Bias", hasOffsets, true);
                Flag("Frozen", isFrozen, false);
                break;
            case "subsample":
                Sliding("Stride", 1, 1, "Pad");
                Flag("Bias", hasOffsets, false);
                break;
            case "maxpool" or "avgpool":
                Place(window.Height);
                if (window.Width != window.Height)
                    Place(window.Width);

                Sliding("Stride", window.Height, window.Width, "Pad");
                break;
            case "relu":
                Given("Leak", 0);
                Given("Ceiling", double.PositiveInfinity);
                break;
            case "batchnorm":
                Given("Epsilon", 1e-5);
                Given("Rate", 0.1);
                break;
            case "scale" when layer.Inputs.Count == 1:
                Flag("Bias", hasOffsets, true);
                break;
            case "lrn":
                Place((int)layer.Option("Window"));
                Given("Kappa", 2);
                Given("Alpha", 1e-4);
                Given("Beta", 0.75);
                break;
            case "lpnorm" or "lpnorms" when layer.Options.Count > 0:
                if ((Axes)layer.Option("Axes") is var axes && axes != Axes.Channels)
                    arguments.Add(new("Axes", string.Join(" | ", Enum.GetValues<Axes>().Where(axis => axes.HasFlag(axis)).Select(axis => $"Axes.{axis}")), false));

                Given("Exponent", 2);
                Given("Epsilon", 0.01);
                break;
            case "concat" when layer.Given("Along") is { } along:
                arguments.Add(new("Along", $"Axes.{(Axes)along}", false));
                break;
            case "dropout":
                arguments.Add(new("", Text(layer.Option("Rate")), false));
                break;
            case "crop":
                Named("Top", -window.PadTop, 0);
                Named("Bottom", -window.PadBottom, 0);
                Named("Left", -window.PadLeft, 0);
                Named("Right", -window.PadRight, 0);
                break;
        }

        return arguments;

        void Place(int number) => arguments.Add(new("", Text(number), true));

        void Named(string name, int number, int unlessGiven)
        {
            if (number != unlessGiven)
                arguments.Add(new(name, Text(number), true));
        }

        void Given(string name, double unlessGiven)
        {
            if (layer.Option(name) is var value && !value.Equals(unlessGiven))
                arguments.Add(new(name, Text(value), value == Math.Floor(value)));
        }

        void Flag(string name, bool value, bool unlessGiven)
        {
            if (value != unlessGiven)
                arguments.Add(new(name, value ? "true" : "false", false));
        }

        // One number for both axes, if it is one.
        void Pair(string name, int y, int x, int unlessY, int unlessX)
        {
            if (y == x)
            {
                arguments.Add(new(name, Text(y), true, IsDefault: y == unlessY && x == unlessX));
                return;
            }

            Named(name + "Y", y, unlessY);
            Named(name + "X", x, unlessX);
        }

        void Sliding(string stride, int strideY, int strideX, string pad)
        {
            Pair(stride, window.StrideY, window.StrideX, strideY, strideX);
            int[] pads = [window.PadTop, window.PadBottom, window.PadLeft, window.PadRight];
            if (pads.All(side => side == pads[0]))
            {
                Named(pad, pads[0], 0);
                return;
            }

            foreach ((string side, int number) in new[] { "Top", "Bottom", "Left", "Right" }.Zip(pads))
                Named(pad + side, number, 0);
        }
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}

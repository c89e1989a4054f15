using System.Globalization;
using Kiln.Numerics;

namespace Kiln.Generator.Tests.Random;

/// <summary>Lines of declarations drawn by chance: any kind, any option, plain numbers and extreme ones.</summary>
/// <param name="random">The chance.</param>
/// <param name="extreme">How many numbers of a hundred are extreme.</param>
internal sealed class RandomText(SeededRandom random, int extreme)
{
    private static readonly int[] ExtremeNumbers = [0, -1, 1, 2, 127, 128, 255, 256, 1000, 32767, 32768, 65536, 1 << 20, 1 << 30, int.MaxValue - 1, int.MaxValue, int.MinValue];

    private static readonly string[] ExtremeFractions =
        ["0", "-1", "1", "0.999999999", "1e-45", "1e-300", "1e38", "1e300", "double.NaN", "double.PositiveInfinity", "double.NegativeInfinity", "double.Epsilon", "-0.0"];

    private static readonly string[] Window = ["#Stride", "#StrideY", "#StrideX", "#Pad", "#PadTop", "#PadBottom", "#PadLeft", "#PadRight"];

    private static readonly string[] Learning =
        ["!Bias", "!Frozen", "%WeightsLearningRateScale", "%BiasesLearningRateScale", "%WeightsDecayScale", "%BiasesDecayScale", "%Deviation"];

    private static readonly string[] Regions = ["#Rows", "#Columns", "%Scale", "%ScaleX", "%ScaleY", "%ShearX", "%ShearY", "%OffsetX", "%OffsetY"];

    /// <summary>Options of every layer.</summary>
    private static readonly string[] Common = ["!Keep", "!KeepGradient", "!TrainingOnly", "@WeightsOf"];

    /// <summary>Methods that lines name, one of which cannot be read.</summary>
    private const string Methods = """
            private static float Swish(float x) => x / (1 + System.MathF.Exp(-x));
            private static float Gate(float value, float gate) => gate > 0 ? value : 0.1f * value;
            private static float Wild(float x) => System.MathF.Sin(x);

        """;

    /// <summary>A block that lines use.</summary>
    public const string Block = """

        [Block]
        public sealed partial class Part
        {
            [Size] private const int Filters = 4, Stride = 1;

            [Input]                                                                    public partial Layer     X     { get; }
            [Conv(3, 3, Filters, Pad = 1, Stride = Stride)]                            public partial ConvLayer Conv1 { get; }
            [Relu]                                                                     public partial Layer     Relu1 { get; }
            [Conv(1, 1, Filters % 3 + 1)]                                              public partial ConvLayer Conv2 { get; }
        }

        """;

    /// <summary>Every kind: its name, the type of its property, its arguments and its options. A number is #, a fraction %, a flag !, a layer @, layers *, a method &, axes ^.</summary>
    private static readonly (string Name, string Type, string[] Arguments, string[] Options)[] Kinds =
    [
        ("Conv", "ConvLayer", ["#", "#", "#"], [.. Window, .. Learning, "#Groups", "#Dilation", "#DilationY", "#DilationX"]),
        ("Dense", "ConvLayer", ["#"], Learning),
        ("MaxPool", "Layer", ["#"], Window),
        ("MaxPool", "Layer", ["#", "#"], Window),
        ("AvgPool", "Layer", ["#"], Window),
        ("AvgPool", "Layer", ["#", "#"], Window),
        ("GlobalMaxPool", "Layer", [], []),
        ("GlobalAvgPool", "Layer", [], []),
        ("Relu", "Layer", [], ["%Leak", "%Ceiling"]),
        ("Sigmoid", "Layer", [], []),
        ("Tanh", "Layer", [], []),
        ("Softmax", "Layer", [], []),
        ("Add", "Layer", ["*"], []),
        ("Concat", "Layer", ["*"], ["^Along"]),
        ("BatchNorm", "BatchNormLayer", [], ["%Epsilon", "%Rate", "!Frozen", "!FixedMoments"]),
        ("Function", "Layer", ["&"], []),
        ("Function", "Layer", ["&", "*"], []),
        ("Use<Part>", "Part", ["#", "#"], []),
        ("Use<Part>", "BlockList<Part>", ["#", "#", "#Repeat"], []),
        ("Scale", "ScaleLayer", [], ["!Bias", "!Frozen"]),
        ("Lrn", "Layer", ["#"], ["%Kappa", "%Alpha", "%Beta"]),
        ("Dropout", "Layer", ["%"], ["!Frozen"]),
        ("Dropout", "Layer", ["*"], []),
        ("ConvTranspose", "ConvLayer", ["#", "#", "#"], ["#Stride", "#StrideY", "#StrideX", "#Crop", "#CropTop", "#CropBottom", "#CropLeft", "#CropRight", "#Groups", .. Learning]),
        ("Subsample", "Layer", [], [.. Window, "!Bias", "!Frozen"]),
        ("Crop", "Layer", [], ["#Top", "#Bottom", "#Left", "#Right"]),
        ("Crop", "Layer", ["*"], ["#Top", "#Left"]),
        ("Flatten", "Layer", [], []),
        ("LpNorm", "Layer", [], ["^Axes", "%Exponent", "%Epsilon"]),
        ("LpNorm", "Layer", ["*"], []),
        ("LpNorms", "Layer", [], ["^Axes", "%Exponent", "%Epsilon"]),
        ("SpatialNorm", "Layer", ["#", "#"], ["%Alpha", "%Beta"]),
        ("NormOffset", "Layer", [], ["%Alpha", "%Beta"]),
        ("PDist", "Layer", ["*"], ["%Exponent", "!NoRoot", "%Epsilon", "!Aggregate"]),
        ("Scale", "Layer", ["*"], []),
        ("BilinearSampler", "Layer", ["*"], []),
        ("AffineGrid", "Layer", ["#", "#"], []),
        ("ScalingGrid", "Layer", ["#", "#"], []),
        ("RoiMaxPool", "Layer", ["*"], Regions),
        ("RoiAvgPool", "Layer", ["*"], Regions),
        ("SoftmaxLoss", "LossLayer", [], ["%Weight", "!AveragePixels"]),
        ("LogLoss", "LossLayer", [], ["%Weight", "!AveragePixels"]),
        ("HingeLoss", "LossLayer", [], ["%Weight", "!AveragePixels"]),
        ("StructuredHingeLoss", "LossLayer", [], ["%Weight", "!AveragePixels"]),
        ("ClassError", "LossLayer", [], []),
        ("TopKError", "LossLayer", ["#"], []),
        ("LogisticLoss", "LossLayer", [], ["%Weight", "!AveragePixels"]),
        ("BinaryHingeLoss", "LossLayer", [], ["%Weight", "!AveragePixels"]),
        ("BinaryLogLoss", "LossLayer", [], ["%Weight", "!AveragePixels"]),
        ("BinaryError", "LossLayer", [], ["%Threshold"]),
        ("SquaredLoss", "LossLayer", [], ["%Weight", "!AveragePixels"]),
        ("AbsoluteLoss", "LossLayer", [], ["%Weight", "!AveragePixels"]),
        ("HuberLoss", "LossLayer", [], ["%Sigma", "%Weight", "!AveragePixels"]),
    ];

    /// <summary>Whether something happens that happens so many times in a hundred.</summary>
    public bool Happens(int percent) => random.Next(100) < percent;

    /// <summary>One of some.</summary>
    public T Any<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];

    /// <summary>A whole network of drawn lines.</summary>
    public string Network(string name)
    {
        List<string> names = ["Image"], lines = [Methods, Input("Image")];
        if (Happens(15))
        {
            lines.Add(Input("Other"));
            names.Add("Other");
        }

        for (int count = random.Next(9); count > 0; count--)
            lines.Add(Line($"L{names.Count}", names));

        if (Happens(70))
            lines.Add(Property("SoftmaxLoss", [], "LossLayer", "Loss"));
        if (Happens(4))
            lines.Reverse();

        string options = string.Join(", ", new[] { "!Fuse", "!Winograd" }.Where(_ => Happens(30)).Select(Option));
        return $"[Network{(options.Length > 0 ? $"({options})" : "")}]\npublic sealed partial class {name}\n{{\n{string.Join("\n", lines)}\n}}\n{Block}";
    }

    /// <summary>The readers of a network: one of a size, one of any, both or none.</summary>
    public string Readers(string name)
    {
        string text = "";
        if (Happens(40))
            text += $"[InferenceOf<{name}>({string.Join(", ", new[] { "#Height", "#Width", "!Fuse", "!Winograd" }.Where(_ => Happens(80)).Select(Option))})] public sealed partial class {name}Fixed;\n";
        if (Happens(40))
            text += $"[InferenceOf<{name}>] public sealed partial class {name}Any;\n";
        return text;
    }

    /// <summary>A layer of any kind, which may read any other.</summary>
    public string Line(string name, List<string> names)
    {
        (string kind, string type, string[] arguments, string[] options) = Any(Kinds);
        List<string> all = [.. arguments.SelectMany(argument => argument == "*" ? Layers(names) : argument == "&" ? [Any(["nameof(Swish)", "nameof(Swish)", "nameof(Gate)", "nameof(Gate)", "nameof(Wild)", "\"Missing\""])] : argument.Length > 1 ? [Option(argument)] : [Value(argument[0])])];
        if (Happens(arguments.Contains("*") ? 3 : 20))
            all.Add($"From = {Layer(names)}");

        all.AddRange([.. options.Where(_ => Happens(12)).Select(Option)]);
        all.AddRange([.. Common.Where(_ => Happens(7)).Select(option => option[0] == '@' ? $"{option[1..]} = {Layer(names)}" : Option(option))]);

        names.Add(name);
        return Property(kind, all, Happens(98) ? type : "Layer", name);
    }

    /// <summary>An option with a value.</summary>
    public string Option(string option) => $"{option[1..]} = {Value(option[0])}";

    /// <summary>An extreme number.</summary>
    public string ExtremeNumber() => Any(ExtremeNumbers).ToString(CultureInfo.InvariantCulture);

    /// <summary>An extreme fraction.</summary>
    public string ExtremeFraction() => Any(ExtremeFractions);

    private static string Property(string kind, List<string> arguments, string type, string name) =>
        $"    [{kind}{(arguments.Count > 0 ? $"({string.Join(", ", arguments)})" : "")}] public partial {type} {name} {{ get; }}";

    private string Input(string name) => Happens(98)
        ? Property("Input", [Value('#', 12), Value('#', 12), Value('#', 9)], "Layer", name)
        : Property("Relu", [], "Layer", name);

    private IEnumerable<string> Layers(List<string> names) => Enumerable.Range(0, Happens(5) ? random.Next(2) : 2 + random.Next(2)).Select(_ => Layer(names));

    private string Layer(List<string> names) => Happens(2) ? "\"Nowhere\"" : $"nameof({Any(names)})";

    private string Value(char sort, int most = 4) => sort switch
    {
        '!' => Happens(50) ? "true" : "false",
        '^' => Happens(extreme) ? Any(["(Axes)0", "(Axes)99", "(Axes)(-1)"]) : Any(["Axes.Rows", "Axes.Columns", "Axes.Channels", "Axes.Images", "Axes.Rows | Axes.Columns", "Axes.Images | Axes.Channels"]),
        '%' => Happens(extreme) ? ExtremeFraction() : (random.Next(100) / 100.0).ToString(CultureInfo.InvariantCulture),
        _ => Happens(extreme) ? ExtremeNumber() : $"{1 + random.Next(most)}",
    };
}

using System.Globalization;
using System.Text;

namespace Kiln.Generator.Tests.Support;

/// <summary>The text of ResNet-50 (He et al. 2015, with the stride in the 3×3 convolution), layer by layer, as a user would write it: 53 convolutions.</summary>
internal static class ResNet50
{
    /// <summary>The network that trains and a reader of one image.</summary>
    public static string Text { get; } = Write();

    private static string Write()
    {
        StringBuilder text = new("using Kiln;\n\n[Network]\npublic sealed partial class ResNet50\n{\n");
        Line(text, "Input(224, 224, 3)", "Layer", "Image");
        Convolution(text, "Stem", "7, 7, 64, Stride = 2, Pad = 3", "Image");
        Line(text, "Relu", "Layer", "StemRelu");
        Line(text, "MaxPool(3, Stride = 2, Pad = 1)", "Layer", "StemPool");
        string last = "StemPool";
        (int Blocks, int Filters)[] stages = [(3, 64), (4, 128), (6, 256), (3, 512)];
        for (int stage = 0; stage < stages.Length; stage++)
        {
            for (int block = 0; block < stages[stage].Blocks; block++)
                last = Block(text, string.Create(CultureInfo.InvariantCulture, $"S{stage + 1}B{block + 1}"), last, stages[stage].Filters, block == 0, stage > 0);
        }

        Line(text, "GlobalAvgPool", "Layer", "Pooled");
        Line(text, "Dense(1000)", "ConvLayer", "Scores");
        Line(text, "SoftmaxLoss", "LossLayer", "Loss");
        return text.Append("}\n\n[InferenceOf<ResNet50>(Height = 224, Width = 224)]\npublic sealed partial class ResNet50Reader;\n").ToString();
    }

    /// <summary>Three convolutions beside a shortcut.</summary>
    private static string Block(StringBuilder text, string name, string from, int filters, bool first, bool halves)
    {
        string stride = first && halves ? ", Stride = 2" : "", shortcut = from;
        if (first)
        {
            Convolution(text, $"{name}Short", string.Create(CultureInfo.InvariantCulture, $"1, 1, {4 * filters}{stride}"), from);
            shortcut = $"{name}ShortNorm";
        }

        Convolution(text, $"{name}A", string.Create(CultureInfo.InvariantCulture, $"1, 1, {filters}"), from);
        Line(text, "Relu", "Layer", $"{name}AR");
        Convolution(text, $"{name}B", string.Create(CultureInfo.InvariantCulture, $"3, 3, {filters}, Pad = 1{stride}"), $"{name}AR");
        Line(text, "Relu", "Layer", $"{name}BR");
        Convolution(text, $"{name}C", string.Create(CultureInfo.InvariantCulture, $"1, 1, {4 * filters}"), $"{name}BR");
        Line(text, $"Add(nameof({shortcut}), nameof({name}CNorm))", "Layer", $"{name}Sum");
        Line(text, "Relu", "Layer", $"{name}Out");
        return $"{name}Out";
    }

    private static void Convolution(StringBuilder text, string name, string arguments, string from)
    {
        Line(text, $"Conv({arguments}, Bias = false, From = nameof({from}))", "ConvLayer", name);
        Line(text, "BatchNorm", "BatchNormLayer", $"{name}Norm");
    }

    private static void Line(StringBuilder text, string attribute, string type, string name) =>
        text.Append(CultureInfo.InvariantCulture, $"    [{attribute}] public partial {type} {name} {{ get; }}\n");
}

using System.Globalization;
using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests.Golden;

/// <summary>The loss of a case as Kiln declares it, and its labels as Kiln takes them.</summary>
internal static class GoldenLoss
{
    /// <summary>The name of the loss, or measure of errors, that the case is about.</summary>
    public const string Name = "Golden";

    /// <summary>The lines of the losses: a measure of errors stands beside a loss that trains.</summary>
    public static string Lines(GoldenCase one) => one.Text("loss") switch
    {
        "classerror" => Measure("ClassError", "SoftmaxLoss"),
        "topkerror" => Measure($"TopKError({(one.Has("topK") ? one.Number("topK") : 5)}", "SoftmaxLoss"),
        "binaryerror" => Measure($"BinaryError(Threshold = {(one.Has("threshold") ? one.Number("threshold").ToString(CultureInfo.InvariantCulture) : "0")}", "LogisticLoss"),
        "log" => Line("LogLoss"),
        "mhinge" => Line("HingeLoss"),
        "mshinge" => Line("StructuredHingeLoss"),
        "binarylog" => Line("BinaryLogLoss"),
        "logistic" => Line("LogisticLoss"),
        "hinge" => Line("BinaryHingeLoss"),
        _ => Line("SoftmaxLoss"),
    };

    /// <summary>Labels, and what they count. MatConvNet numbers classes from 1.</summary>
    public static LabelSet Labels(GoldenCase one)
    {
        float[] given = one.Dims("c")[3] == 1 ? one.Stored("c") : one.Maps("c");
        if (one.Text("loss") is "binarylog" or "logistic" or "hinge" or "binaryerror")
            return new LabelSet([], given, Weights(one, one.Dims("x")[2]));

        // The older function takes labels and what they count as two channels of one map.
        return one.Operator == "vl_nnsoftmaxloss" && one.Dims("c")[2] == 2
            ? new LabelSet(Classes(given.Where((_, index) => index % 2 == 0)), [], [.. given.Where((_, index) => index % 2 == 1)])
            : new LabelSet(Classes(given), [], Weights(one, channels: 1));
    }

    /// <summary>Weights of every pixel's label, or of every element: an extent of 1 stands for all.</summary>
    private static float[] Weights(GoldenCase one, int channels)
    {
        if (!one.HasTensor("instanceWeights"))
            return [];

        int[] x = one.Dims("x"), d = one.Dims("instanceWeights");
        float[] stored = one.Maps("instanceWeights");
        return
        [
            .. from n in Enumerable.Range(0, x[3])
               from row in Enumerable.Range(0, x[0])
               from column in Enumerable.Range(0, x[1])
               from channel in Enumerable.Range(0, channels)
               select stored[(((((n % d[3]) * d[0]) + (row % d[0])) * d[1]) + (column % d[1])) * d[2] + (channel % d[2])],
        ];
    }

    private static int[] Classes(IEnumerable<float> given) => [.. given.Select(label => (int)label - 1)];

    private static string Line(string attribute) => $"[{attribute}] public partial LossLayer {Name} {{ get; }}";

    private static string Measure(string attribute, string trains) =>
        $"[{trains}] public partial LossLayer Main {{ get; }} [{attribute}{(attribute.Contains('(', StringComparison.Ordinal) ? ", " : "(")}From = nameof(Scores))] public partial LossLayer {Name} {{ get; }}";
}

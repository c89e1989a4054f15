using Kiln.Golden.Tests.Declarations;
using Kiln.Golden.Tests.Manifests;
using Kiln.Golden.Tests.Runs;

namespace Kiln.Golden.Tests.Operators;

/// <summary><c>vl_nnloss</c> and its predecessor <c>vl_nnsoftmaxloss</c>. Of a loss of classes c are numbers from 1, 0 being none, one an image in any shape or one a pixel; of a loss
/// of signs 1, −1 or 0 for none, one an image or one an element.</summary>
internal static class Losses
{
    /// <summary>x, c and instanceWeights, options loss, topK, threshold and normalise.</summary>
    public static IExperiment Loss(GoldenCase one)
    {
        // MatConvNet takes them and does nothing with them.
        one.Options.PassOver("classWeights");
        Tensor x = one["x"], c = one["c"];
        string loss = one.Options.Text("loss", "softmaxlog");
        int topK = one.Options.Whole("topK", 5);
        double threshold = one.Options.Number("threshold", 0);
        (string Attribute, bool OfSigns, bool IsMeasure) kind = loss switch
        {
            "softmaxlog" => ("SoftmaxLoss", false, false),
            "log" => ("LogLoss", false, false),
            "mhinge" => ("HingeLoss", false, false),
            "mshinge" => ("StructuredHingeLoss", false, false),
            "classerror" => ("ClassError(", false, true),
            "topkerror" => ($"TopKError({topK}, ", false, true),
            "logistic" => ("LogisticLoss", true, false),
            "hinge" => ("BinaryHingeLoss", true, false),
            "binarylog" => ("BinaryLogLoss", true, false),
            "binaryerror" => ($"BinaryError(Threshold = {Literal.Of(threshold)}, ", true, true),
            _ => throw one.Error($"a loss of vl_nnloss, not '{loss}'"),
        };
        Extents labelled = kind.OfSigns ? x.Extents : x.Extents with { Channels = 1 };
        return new LossExperiment(one)
        {
            Attribute = kind.Attribute,
            OfSigns = kind.OfSigns,
            IsMeasure = kind.IsMeasure,
            Labels = PerElement(c, labelled),
            Weights = one.Find("instanceWeights")?.Expand(labelled),
            Factor = one.Options.Flag("normalise", true) ? 1 : x.Count,
        };
    }

    /// <summary>x and c, which may have a second channel that weights the labels.</summary>
    public static IExperiment SoftmaxLoss(GoldenCase one)
    {
        Tensor c = one["c"];
        Extents labelled = one["x"].Extents with { Channels = 1 };
        return new LossExperiment(one)
        {
            Attribute = "SoftmaxLoss",
            Labels = PerElement(c.Channels == 2 ? c.Channel(0) : c, labelled),
            Weights = c.Channels == 2 ? c.Channel(1).Expand(labelled) : null,
        };
    }

    /// <summary>A label for everything that has one: as many labels as images are those of the images, whatever their shape.</summary>
    private static Tensor PerElement(Tensor labels, Extents labelled) =>
        (labels.Values.Length == labelled.Count ? new Tensor(labels.Name, new Extents(1, 1, 1, labelled.Count), labels.Values) : labels).Expand(labelled);
}

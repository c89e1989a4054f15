using System.Globalization;
using Kiln.Golden.Tests.Declarations;
using Kiln.Golden.Tests.Manifests;

namespace Kiln.Golden.Tests.Runs;

/// <summary>A loss of scores and labels and its derivative by the scores, or a measure of errors, whose derivative is 0.</summary>
internal sealed class LossExperiment : IExperiment
{
    private const string Layer = "Loss", Measure = "Measure";

    private readonly Tensor scores;
    private readonly Tensor loss;
    private readonly Tensor? derivative;
    private readonly double slope;

    /// <param name="one">The case.</param>
    public LossExperiment(GoldenCase one)
    {
        scores = one["x"];
        loss = one["y"];
        derivative = one.Expected("dzdx");
        slope = one.Find("dzdy")?.Scalar ?? 1;
    }

    /// <summary>The attribute; of a measure, which names what it reads, with its arguments and an open bracket.</summary>
    public required string Attribute { get; init; }

    /// <summary>Whether labels are signs and not classes.</summary>
    public bool OfSigns { get; init; }

    /// <summary>Whether it counts errors beside a loss and trains nothing.</summary>
    public bool IsMeasure { get; init; }

    /// <summary>A label for every pixel, or every element.</summary>
    public required Tensor Labels { get; init; }

    /// <summary>What each label counts; null for 1 each.</summary>
    public Tensor? Weights { get; init; }

    /// <summary>What Kiln's mean over images is multiplied by.</summary>
    public double Factor { get; init; } = 1;

    public int Images => scores.Count;

    private string Label => OfSigns ? "float" : "int";

    /// <summary>A network has a layer between image and loss: the maximum of one pixel is the pixel.</summary>
    public string Declare(string name) => $$"""
        [Network]
        public sealed partial class {{name}}
        {
            [Input({{scores.Height}}, {{scores.Width}}, {{scores.Channels}})] public partial Layer Image { get; }
            [MaxPool(1)] public partial Layer Scores { get; }
            {{(IsMeasure ? DeclareMeasure() : $"[{Attribute}] public partial LossLayer {Layer} {{ get; }}")}}
        }
        """;

    public IEnumerable<TensorError> Run(TrainableNetwork net)
    {
        float[] images = Layouts.Maps(scores), gradients = new float[images.Length], weights = Weights is null ? [] : Layouts.Maps(Weights);
        float[] signs = Layouts.Maps(Labels);

        // MatConvNet counts classes from 1.
        int[] classes = [.. signs.Select(label => Math.Max((int)label, 0) - 1)];
        if (IsMeasure)
            net.GetType().GetMethod(Measure)!.Invoke(net, [images, OfSigns ? signs : classes, weights, gradients]);
        else if (OfSigns)
            net.ComputeGradients(images, signs, gradients, weights);
        else
            net.ComputeGradients(images, classes, gradients, weights);

        double value = net.Layers.OfType<LossLayer>().Single(layer => layer.Name == Layer).Report.Loss;
        yield return TensorError.Of(loss.Name, [(float)(Factor * value)], [loss.Scalar]);
        if (derivative is not null)
            yield return TensorError.Of(derivative.Name, [.. gradients.Select(gradient => (float)(gradient * slope * Factor))], Layouts.Maps(derivative));
    }

    /// <summary>A measure stands beside a loss. That gets no labels, so that what gradient there is would be the measure's.</summary>
    private string DeclareMeasure() => string.Create(CultureInfo.InvariantCulture, $$"""
            [{{(OfSigns ? "LogisticLoss" : "SoftmaxLoss")}}] public partial LossLayer Beside { get; }
            [{{Attribute}}From = nameof(Scores))] public partial LossLayer {{Layer}} { get; }

            public LossReport {{Measure}}(float[] images, {{Label}}[] labels, float[] weights, float[] gradients)
            {
                {{Label}}[] none = new {{Label}}[labels.Length];
                Array.Fill(none, {{(OfSigns ? 0 : -1)}});
                return ComputeGradients(new Batch { Image = images, Beside = none, {{Layer}} = labels }, gradients, new LabelWeights { {{Layer}} = weights });
            }
        """);
}

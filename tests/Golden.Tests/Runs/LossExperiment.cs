using Kiln.Golden.Tests.Declarations;
using Kiln.Golden.Tests.Manifests;

namespace Kiln.Golden.Tests.Runs;

/// <summary>A loss of scores and labels, and its derivative by the scores.</summary>
internal sealed class LossExperiment : IExperiment
{
    private readonly Tensor scores;
    private readonly Tensor labels;
    private readonly Tensor loss;
    private readonly Tensor? derivative;
    private readonly double slope;

    /// <param name="one">The case.</param>
    public LossExperiment(GoldenCase one)
    {
        scores = one["x"];
        labels = one["c"];
        loss = one["y"];
        derivative = one.Expected("dzdx");
        slope = one.Find("dzdy")?.Scalar ?? 1;
    }

    /// <summary>What of the report the case is about; null for the loss, which alone has a derivative.</summary>
    public Func<LossReport, double>? Measure { get; init; }

    /// <summary>What Kiln's mean over images is multiplied by.</summary>
    public double Factor { get; init; } = 1;

    public int Images => scores.Count;

    /// <summary>A network has a layer between image and loss: the maximum of one pixel is the pixel.</summary>
    public string Declare(string name) => $$"""
        [Network]
        public sealed partial class {{name}}
        {
            [Input({{scores.Height}}, {{scores.Width}}, {{scores.Channels}})] public partial Layer Image { get; }
            [MaxPool(1)] public partial Layer Scores { get; }
            [SoftmaxLoss] public partial LossLayer Loss { get; }
        }
        """;

    public IEnumerable<TensorError> Run(TrainableNetwork net)
    {
        float[] images = Layouts.Maps(scores), gradients = new float[images.Length];

        // MatConvNet counts classes from 1 and has 0 for none; one label an image in any shape, or one a pixel.
        float[] given = labels.Values.Length == Images ? labels.Values : Layouts.Maps(labels);
        LossReport report = net.ComputeGradients(images, [.. given.Select(label => (int)label - 1)], gradients);

        yield return TensorError.Of(loss.Name, [(float)(Factor * (Measure?.Invoke(report) ?? report.Loss))], [loss.Scalar]);
        if (derivative is not null && Measure is null)
            yield return TensorError.Of(derivative.Name, [.. gradients.Select(gradient => (float)(gradient * slope * Factor))], Layouts.Maps(derivative));
    }
}

using Kiln.Golden.Tests.Declarations;
using Kiln.Golden.Tests.Manifests;
using Kiln.Training;

namespace Kiln.Golden.Tests.Runs;

/// <summary>A filter and a maximum, trained on one image by a loss of the caller's own.</summary>
/// <remarks>The loss of scores f is the mean over positive pixels of <c>max(0, 1 − f)</c>, and over negative ones of <c>max(0, f)</c>, and <c>shrinkRate / 2 · ‖w‖²</c>.</remarks>
internal sealed class TinyCnnExperiment(GoldenCase one) : IExperiment
{
    private readonly Tensor image = one["im_pre"];
    private readonly Tensor weights = one["w0"];
    private readonly Tensor bias = one["b0"];
    private readonly bool[] positive = IsSet(one["pos"]);
    private readonly bool[] negative = IsSet(one["neg"]);
    private readonly TrajectoryTensors expected = new(one);
    private readonly int steps = one.Options.Whole("numIterations", 500);
    private readonly int pool = one.Options.Whole("pool", 3);
    private readonly int poolPad = one.Options.Whole("poolPad", 1);
    private readonly int pad = one.Options.Whole("convPad", 1);
    private readonly double biasRate = one.Options.Number("biasRateFactor", 0.1);
    private readonly float shrinkRate = (float)one.Options.Number("shrinkRate", 1e-4);
    private readonly float rate = (float)one.Options.Number("rate", 5);
    private readonly float momentum = (float)one.Options.Number("momentum", 0.9);

    public int Images => 1;

    public string Declare(string name) => $$"""
        [Network(OwnLoss = true)]
        public sealed partial class {{name}}
        {
            [Input({{image.Height}}, {{image.Width}}, {{image.Channels}})] public partial Layer Image { get; }
            [Conv({{weights.Height}}, {{weights.Width}}, {{weights.Count}}, Pad = {{pad}}, BiasesLearningRateScale = {{Literal.Of(biasRate)}}, BiasesDecayScale = 0, Keep = true, KeepGradient = true)]
            public partial ConvLayer Filter { get; }
            [MaxPool({{pool}}, Stride = 1, Pad = {{poolPad}})] public partial Layer Scores { get; }
        }
        """;

    public IEnumerable<TensorError> Run(TrainableNetwork net)
    {
        ConvLayer filter = net.Layers.OfType<ConvLayer>().Single();
        filter.WeightsParameter.Set(Layouts.Filters(weights));
        filter.BiasesParameter!.Set(Layouts.Vector(bias));
        net.Optimizer = new Sgd { LearningRate = rate, Momentum = momentum, WeightDecay = shrinkRate };

        float[] pixels = Layouts.Maps(image), derivative = new float[pixels.Length], gradient = new float[pixels.Length];
        Trajectory run = new();
        for (int step = 0; step < steps; step++)
        {
            double[] before = Objective(filter, net.ForwardForTraining(pixels), derivative);
            net.Backward(derivative, step == 0 ? gradient : default);
            if (step == 0)
            {
                foreach (TensorError error in expected.CompareFirst(net, filter, derivative, gradient))
                    yield return error;
            }

            net.Optimizer.Step();
            run.Add(before, filter);
        }

        foreach (TensorError error in expected.Compare(run, net.ForwardForTraining(pixels)))
            yield return error;
    }

    private static bool[] IsSet(Tensor mask) => [.. Layouts.Maps(mask).Select(value => value != 0)];

    /// <summary>The loss, what is added for the weights, and their sum; and the derivative of the loss by the scores.</summary>
    private double[] Objective(ConvLayer filter, ReadOnlySpan<float> scores, Span<float> derivative)
    {
        double ofPositive = 0, ofNegative = 0;
        int positives = positive.Count(isSet => isSet), negatives = negative.Count(isSet => isSet);
        for (int i = 0; i < scores.Length; i++)
        {
            derivative[i] = 0;
            if (positive[i] && scores[i] < 1)
            {
                ofPositive += 1 - scores[i];
                derivative[i] -= 1f / positives;
            }

            if (negative[i] && scores[i] > 0)
            {
                ofNegative += scores[i];
                derivative[i] += 1f / negatives;
            }
        }

        double loss = (ofPositive / positives) + (ofNegative / negatives), squares = 0;
        foreach (float weight in filter.Weights)
            squares += (double)weight * weight;

        return [loss, shrinkRate / 2 * squares, loss + (shrinkRate / 2 * squares)];
    }
}

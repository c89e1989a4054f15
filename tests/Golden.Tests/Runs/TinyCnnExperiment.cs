using Kiln.Golden.Tests.Declarations;
using Kiln.Golden.Tests.Manifests;
using Kiln.Training;

namespace Kiln.Golden.Tests.Runs;

/// <summary>A filter and a maximum, trained on one image with momentum. The loss is the caller's, and <c>shrinkRate / 2 · ‖w‖²</c> is added to it.</summary>
/// <remarks>Every step starts from where MatConvNet was after the one before. A run of its own would follow MatConvNet's only for some dozen steps: pixels that lie at a hinge's
/// corner fall to this or that side by rounding, so that MatConvNet's own runs in single and double precision part too.</remarks>
internal sealed class TinyCnnExperiment(GoldenCase one) : IExperiment
{
    private readonly Tensor image = one["im_pre"];
    private readonly Tensor weights = one["w0"];
    private readonly Tensor bias = one["b0"];
    private readonly Tensor finalScores = one["x3_final"];
    private readonly Tensor finalWeights = one["w_final"];
    private readonly Tensor finalBias = one["b_final"];
    private readonly Tensor weightsAfter = one["w_traj"];

    /// <summary>The filter after every step, one after the other.</summary>
    private readonly float[] trajectory = Layouts.Maps(one["w_traj"]);
    private readonly Tensor biasAfter = one["b_traj"];
    private readonly Tensor[] objectives = [one["E"], one["E_dacc"]];
    private readonly Dictionary<string, Tensor> first = new[] { "x2", "x3", "dzdx3", "dzdx2", "dzdx1", "dzdw", "dzdb" }.ToDictionary(name => name, name => one[$"{name}_it1"]);
    private readonly HingeObjective objective = new(one["pos"], one["neg"]);
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
        Sgd optimizer = new() { LearningRate = rate, Momentum = momentum, WeightDecay = shrinkRate };
        net.Optimizer = optimizer;
        float[] pixels = Layouts.Maps(image), derivative = new float[pixels.Length], gradient = new float[pixels.Length];
        float[] scores = [];
        List<float> values = [], ofWeights = [], ofBias = [];
        for (int step = 0; step < steps; step++)
        {
            Begin(filter, optimizer, step);
            scores = net.ForwardForTraining(pixels).ToArray();
            double loss = objective.Of(scores, derivative), shrinkage = shrinkRate / 2 * filter.Weights.ToArray().Sum(weight => (double)weight * weight);
            net.Backward(derivative, gradient);
            if (step == 0)
            {
                foreach (TensorError error in CompareFirst(net, filter, derivative, gradient))
                    yield return error;
            }

            optimizer.Step();
            values.AddRange([(float)loss, (float)shrinkage, (float)(loss + shrinkage)]);
            ofWeights.AddRange(filter.Weights);
            ofBias.AddRange(filter.Biases);
        }

        foreach (Tensor expected in objectives)
            yield return TensorError.Of(expected.Name, values.ToArray(), expected.Values);

        yield return TensorError.Of(weightsAfter.Name, ofWeights.ToArray(), trajectory);
        yield return TensorError.Of(biasAfter.Name, ofBias.ToArray(), biasAfter.Values);
        yield return TensorError.Of(finalWeights.Name, filter.Weights, Layouts.Filters(finalWeights));
        yield return TensorError.Of(finalBias.Name, filter.Biases, Layouts.Vector(finalBias));
        yield return TensorError.Of(finalScores.Name, scores, Layouts.Maps(finalScores));
    }

    /// <summary>Puts a network where MatConvNet was before a step, momentum included: it is what the last step changed, without the learning rate.</summary>
    private void Begin(ConvLayer filter, Sgd optimizer, int step)
    {
        Parameter w = filter.WeightsParameter, b = filter.BiasesParameter!;
        w.Set(WeightsBefore(step));
        b.Set([BiasBefore(step)]);
        if (step == 0)
            return;

        float[] last = WeightsBefore(step - 1);
        Span<float> kept = optimizer.State[0].Values.Span;
        for (int i = 0; i < last.Length; i++)
            kept[w.Description.Offset + i] = (w.Values[i] - last[i]) / rate;

        kept[b.Description.Offset] = (b.Values[0] - BiasBefore(step - 1)) / (rate * (float)biasRate);
    }

    private float[] WeightsBefore(int step) =>
        step == 0 ? Layouts.Filters(weights) : trajectory.AsSpan((step - 1) * weights.Values.Length, weights.Values.Length).ToArray();

    private float BiasBefore(int step) => step == 0 ? bias.Scalar : biasAfter.Values[step - 1];

    /// <summary>Everything between image and gradients, after the backward run of the first step.</summary>
    private IEnumerable<TensorError> CompareFirst(TrainableNetwork net, ConvLayer filter, float[] derivative, float[] gradient)
    {
        PoolTies ties = new(first["x2"], pool, poolPad);
        yield return Compare("x2", filter.Output, Layouts.Maps);
        yield return Compare("x3", net.Layers[^1].Output, Layouts.Maps);
        yield return Compare("dzdx3", derivative, Layouts.Maps);
        yield return Compare("dzdx2", ties.Without(filter.Gradient.ToArray(), reach: 0), map => ties.Without(Layouts.Maps(map), reach: 0));
        yield return Compare("dzdx1", ties.Without(gradient, pad), map => ties.Without(Layouts.Maps(map), pad));
        yield return Compare("dzdw", filter.WeightsGradient, Layouts.Filters);
        yield return Compare("dzdb", filter.BiasesGradient, Layouts.Vector);
    }

    private TensorError Compare(string name, ReadOnlySpan<float> actual, Layout layout) => TensorError.Of(first[name].Name, actual, layout(first[name]));
}

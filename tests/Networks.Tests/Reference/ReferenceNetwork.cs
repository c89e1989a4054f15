using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests.Reference;

/// <summary>What a network must compute: its description carried out layer by layer in double precision, with no thought of speed.</summary>
/// <param name="description">The layers.</param>
/// <param name="parameters">The arena of parameters.</param>
internal sealed class ReferenceNetwork(NetworkDescription description, ReadOnlySpan<float> parameters)
{
    private readonly HashSet<string> transformed = [.. description.Layers.Select(layer => layer.Name).Where(name => KernelFamilies.IsTransformed(description, name))];

    /// <summary>A reference with the network's present parameters.</summary>
    public ReferenceNetwork(Network network)
        : this(network.Description, network.Parameters.Values)
    {
    }

    public NetworkDescription Description => description;

    /// <summary>The arena of parameters, for tests that shift one of them.</summary>
    public double[] Parameters { get; } = ToDoubles(parameters);

    /// <summary>Whether weights that kernels keep as half floats are rounded as theirs.</summary>
    public bool KnowsHalves { get; init; } = true;

    /// <summary>Which elements of an image's map a dropout keeps in training; the rest is 0.</summary>
    public Func<LayerDescription, int, int, bool>? Keeps { get; init; }

    /// <summary>The losses and measures of errors in order, the weightiest of which makes the scores; none in a network that only infers.</summary>
    public IReadOnlyList<LayerDescription> Losses { get; } = [.. description.Layers.Where(IsLoss)];

    /// <summary>The layer that computes the scores: what the main loss reads, without a loss the last. In a reader, where layers that are kept
    /// may stand below it, that of the network whose parameters it has.</summary>
    public string ScoresLayer { get; init; } = ScoresOf(description);

    /// <summary>The map of scores.</summary>
    public Shape Scores => Layer(ScoresLayer).OutputShape;

    /// <summary>Whether each pixel of the scores may have a label of its own: all losses must then read maps of equal extents.</summary>
    public bool LabelsPixels => Losses.Select(loss => Layer(loss.Inputs[0]).OutputShape).All(map => (map.Height, map.Width) == (Scores.Height, Scores.Width));

    /// <summary>Whether some layer computes in training what it does not in inference.</summary>
    public bool TrainsDifferently => description.Layers.Any(layer => layer.Kind == "dropout" || PassesThrough(layer)) || CouplesImages;

    /// <summary>Whether in training the values of an image depend on the others of its batch.</summary>
    public bool CouplesImages => description.Layers.Any(layer =>
        (layer.Kind == "batchnorm" && layer.Option("Frozen") == 0 && layer.Options.All(option => option.Name != "FixedMoments")) || CouplesInInference(layer));

    /// <summary>Whether a layer's norms run over the images of a batch.</summary>
    private static bool CouplesInInference(LayerDescription layer) => layer.Kind == "lpnorm" && layer.Inputs.Count == 1 && ((int)layer.Option("Axes") & 8) > 0;

    /// <summary>Forward over images of the declared extents, as for inference.</summary>
    public ReferenceRun Forward(ReadOnlySpan<float> input, bool training = false) => Forward(input, description.InputShape.Height, description.InputShape.Width, training);

    /// <summary>Forward over maps of given extents.</summary>
    public ReferenceRun Forward(ReadOnlySpan<float> input, int height, int width, bool training = false) => Forward(ToDoubles(input), height, width, training);

    /// <summary>Forward over maps in double precision.</summary>
    public ReferenceRun Forward(double[] input, int height, int width, bool training = false) => Run([.. Steps(input, height, width, training)], training);

    /// <summary>Forward in training once more, after the parameters of some layers were changed: what does not depend on them is taken from a run before.</summary>
    /// <param name="before">The run.</param>
    /// <param name="owner">The layer whose parameters they are, as <see cref="LayerDescription.ParametersOf"/> names it.</param>
    public ReferenceRun ForwardAgain(ReferenceRun before, string owner)
    {
        HashSet<string> kept = [];
        List<ReferenceStep> steps = [];
        foreach (ReferenceStep step in before.Steps)
        {
            bool isKept = step.Layer.ParametersOf != owner && step.Layer.Inputs.All(kept.Contains);
            if (isKept)
                kept.Add(step.Layer.Name);
            steps.Add(isKept ? step : Step(step.Layer, steps, training: true));
        }

        return Run(steps, training: true);
    }

    /// <summary>The images of a batch on which, in training, a decision of some layer or loss hangs on rounding. Where none is clear after some layer, the rest is not computed.</summary>
    public IReadOnlyCollection<int> Undecided(ReadOnlySpan<float> input, LabelSet labels)
    {
        HashSet<int> undecided = [];
        List<ReferenceStep> steps = [];
        foreach (ReferenceStep step in Steps(ToDoubles(input), description.InputShape.Height, description.InputShape.Width, training: true))
        {
            steps.Add(step);
            undecided.UnionWith(step.Undecided);
            if (undecided.Count == step.Output.Images)
                return undecided;
        }

        undecided.UnionWith(Loss(Run(steps, training: true), labels).Undecided);
        return undecided;
    }

    private ReferenceRun Run(IReadOnlyList<ReferenceStep> steps, bool training) => new(steps, steps.Single(step => step.Layer.Name == ScoresLayer).Output, training);

    /// <summary>The inputs and every layer but the losses, computed as they are asked for.</summary>
    private IEnumerable<ReferenceStep> Steps(double[] input, int height, int width, bool training)
    {
        ReferenceMap[] given = ReferenceInputs.Split(input, ReferenceInputs.Shapes(description, height, width));
        List<ReferenceStep> steps = [];
        foreach (LayerDescription layer in description.Layers.Where(layer => !IsLoss(layer)))
        {
            steps.Add(steps.Count < given.Length ? new ReferenceStep(layer, [], given[steps.Count]) : Step(layer, steps, training));
            yield return steps[^1];
        }
    }

    /// <summary>One layer after those that it reads.</summary>
    private ReferenceStep Step(LayerDescription layer, IReadOnlyList<ReferenceStep> before, bool training)
    {
        ReferenceKind kind = ReferenceKind.Of(layer);
        ReferenceMap[] inputs = [.. layer.Inputs.Select(name => before.Single(step => step.Layer.Name == name).Output)];
        ReferenceMap output = new(before[0].Output.Images, kind.Output(layer, [.. inputs.Select(map => map.Shape)]));
        return PassesThrough(layer) && !training ? Copy(layer, inputs, output) : kind.Forward(layer, inputs, output, new ReferenceForward(this, training));
    }

    /// <summary>The losses of a forward run, each by its weight, without gradients.</summary>
    public ReferenceLoss Loss(ReferenceRun run, LabelSet labels)
    {
        ReferenceLoss together = new();
        foreach (LayerDescription loss in Losses)
            together.Add(LossOf.Of(loss, run[loss.Inputs[0]].Output, labels), loss == MainLoss(description));

        return together;
    }

    /// <summary>The gradients of the losses over a forward run.</summary>
    public ReferenceGradients Backward(ReferenceRun run, LabelSet labels)
    {
        ReferenceBackward pass = new(this, run.Training);
        ReferenceLoss together = new();
        Dictionary<string, ReferenceMap> gradients = [];
        foreach (LayerDescription loss in Losses)
        {
            LossOf one = LossOf.Of(loss, run[loss.Inputs[0]].Output, labels);
            together.Add(one, loss == MainLoss(description));
            Add(gradients, loss.Inputs[0], one.Gradient);
        }

        foreach (ReferenceStep step in run.Steps.Skip(description.InputCount).Reverse())
        {
            // What is only kept to be read has no gradient.
            ReferenceMap above = gradients.GetValueOrDefault(step.Layer.Name) ?? new ReferenceMap(step.Output.Images, step.Output.Shape);
            foreach ((string name, ReferenceMap gradient) in step.Layer.Inputs.Zip(ReferenceKind.Of(step.Layer).Backward(step, above, pass)))
                Add(gradients, name, gradient);
        }

        // An input that no loss depends on has none.
        IEnumerable<ReferenceMap> ofInputs = run.Steps.Take(description.InputCount)
            .Select(step => gradients.GetValueOrDefault(step.Layer.Name) ?? new ReferenceMap(step.Output.Images, step.Output.Shape));
        return new ReferenceGradients(together, pass.Sums, ReferenceInputs.Join([.. ofInputs]), gradients);
    }

    /// <summary>Whether some kernel computes the layer in Winograd's domain.</summary>
    public bool IsTransformed(LayerDescription layer) => transformed.Contains(layer.Name);

    /// <summary>Whether the kernel of a layer keeps its weights as half floats.</summary>
    public bool HasHalfWeights(LayerDescription layer) => KnowsHalves && KernelFamilies.HasHalfWeights(description, layer);

    /// <summary>A reference for a reader, which computes the scores of the network whose parameters it has.</summary>
    public static ReferenceNetwork OfReader(Network reader, Network owner)
    {
        // A layer that exists in training alone is not in the reader: it has the layer that it reads.
        string scores = ScoresOf(owner.Description);
        while (owner.Description.Layers.Single(layer => layer.Name == scores) is { } layer && PassesThrough(layer))
            scores = layer.Inputs[0];

        return new(reader) { ScoresLayer = scores };
    }

    private static string ScoresOf(NetworkDescription description) => MainLoss(description)?.Inputs[0] ?? description.Layers[^1].Name;

    /// <summary>Whether a layer exists in training alone.</summary>
    private static bool PassesThrough(LayerDescription layer) => layer.Options.Any(option => option.Name == "TrainingOnly");

    private static ReferenceStep Copy(LayerDescription layer, ReferenceMap[] inputs, ReferenceMap output)
    {
        for (int i = 0; i < output.Length; i++)
            output[i] = inputs[0][i];

        output.TakeSources(inputs[0]);
        return new ReferenceStep(layer, inputs, output);
    }

    private static bool IsLoss(LayerDescription layer) => layer.Labels is not null;

    private static double[] ToDoubles(ReadOnlySpan<float> values)
    {
        double[] doubles = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
            doubles[i] = values[i];

        return doubles;
    }

    /// <summary>The gradient of a map that several layers read is the sum of what each gives back.</summary>
    private static void Add(Dictionary<string, ReferenceMap> gradients, string name, ReferenceMap gradient)
    {
        if (gradients.TryGetValue(name, out ReferenceMap? before))
        {
            ReferenceMap sum = new(gradient.Images, gradient.Shape);
            for (int i = 0; i < gradient.Length; i++)
                sum[i] = before[i] + gradient[i];

            gradient = sum;
        }

        gradients[name] = gradient;
    }

    private LayerDescription Layer(string name) => description.Layers.Single(layer => layer.Name == name);

    /// <summary>The weightiest, the first of equals; null in a network that only infers. Measures of errors have no weight.</summary>
    private static LayerDescription? MainLoss(NetworkDescription description) => description.Layers.Where(IsLoss).MaxBy(loss => loss.Option("Weight"));
}

using Kiln.Numerics;
using Kiln.Training;

namespace Kiln;

/// <summary>A network that can be trained: forward, backward and an optimizer's step.</summary>
public abstract partial class TrainableNetwork : ImageNetwork
{
    private readonly AlignedBuffer<float> gradients;
    private readonly LossTerm[] losses;
    private readonly LossTerm? main;
    private bool lastRunHadLabels;
    private bool lastRunHadGradients;
    private bool hasGradients;

    /// <summary>Whether the maps of a training's forward run are still there to go back through: a backward run puts gradients in their place.</summary>
    private bool canGoBack;

    /// <summary>Called by generated code.</summary>
    /// <param name="description">What was compiled.</param>
    /// <param name="parameters">The parameters to run with.</param>
    /// <param name="maxBatch">The most images of one call.</param>
    /// <param name="threads">How many threads share a kernel's work; 0 for one a processor.</param>
    /// <exception cref="ArgumentException">The maps or labels of so many images do not fit one buffer; the message says how many do.</exception>
    protected TrainableNetwork(NetworkDescription description, ParameterSet parameters, int maxBatch, int threads)
        : base(description, parameters, maxBatch, threads)
    {
        losses = [.. description.Layers.Where(layer => layer.IsLoss).Select(layer => new LossTerm(layer, Named(layer.Inputs[0]), maxBatch, description.Name))];
        main = LossTerm.Heaviest(losses);
        gradients = new AlignedBuffer<float>(description.ParameterArenaFloats);
        Optimizer = new Sgd();

        LayerDescription Named(string name) => description.Layers.First(layer => layer.Name == name);
    }

    /// <summary>What <see cref="Step(ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float})"/> does with the gradients: <see cref="Sgd"/> unless set.</summary>
    /// <exception cref="InvalidOperationException">It is that of a network with other parameters.</exception>
    public Optimizer Optimizer
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            value.Serve(this);
            field = value;
        }
    }

    /// <summary>Pixels of the score map that each get a label: 1 where the scores are 1×1.</summary>
    public int Positions => main?.Positions ?? (OutputShape.Height * OutputShape.Width);

    /// <summary>Whether the loss with the largest weight compares its scores with targets and not with classes.</summary>
    internal bool TakesTargets => main?.TakesTargets == true;

    /// <summary>How many classes the loss with the largest weight tells apart.</summary>
    internal int ClassCount => RequireLoss().Classes;

    /// <summary>How many training steps were taken before this one: with <see cref="DropoutSeed"/> it decides what dropout drops. <see cref="Step(ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float})"/> counts on;
    /// a training that resumes sets it.</summary>
    public long StepCount { get; set; }

    /// <summary>The seed of all that dropout drops.</summary>
    public int DropoutSeed { get; set; } = 1;

    /// <summary>The gradients of all parameters, in the places of the parameters' arena, as the last backward run has left them: a caller may change them, for example
    /// clip them or put a sum over several batches in their place, before <see cref="Optimizer.Step"/> follows them.</summary>
    public Span<float> Gradients => gradients.Span;

    /// <summary>What <see cref="Optimizer.Step"/> does.</summary>
    internal void ApplyGradients()
    {
        if (!hasGradients)
            throw new InvalidOperationException($"{GetType().Name} has no gradients yet; run ComputeGradients or Backward before the optimizer's step");

        Optimizer.Clip(Parameters, gradients.Span);
        Optimizer.Update(Parameters, gradients, Team);
        StepCount++;
    }

    /// <summary>Computes the scores of images as a training step does, so that <see cref="Backward"/> can follow: batch normalisations use the moments of the batch,
    /// dropout drops.</summary>
    /// <param name="input">Images of <c>Description.InputShape</c>, one after the other.</param>
    /// <returns>For every image a map of scores. It is overwritten by the next call.</returns>
    /// <exception cref="ArgumentException">No whole number of images, or more than maxBatch.</exception>
    public ReadOnlySpan<float> ForwardForTraining(ReadOnlySpan<float> input)
    {
        Accept(input);
        return TrainingForwardAccepted();
    }

    /// <summary>The gradients by every parameter of a loss of the caller's own, after <see cref="ForwardForTraining"/>; they stand in <see cref="Gradients"/>.</summary>
    /// <param name="scoresGradient">The derivative of that loss by the scores, as long as these are.</param>
    /// <param name="imageGradients">Empty, or as long as the images: gets their gradients, which cost extra.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="InvalidOperationException">The network is not declared with <c>[Network(OwnLoss = true)]</c>, or its last call was not
    /// <see cref="ForwardForTraining"/>.</exception>
    public void Backward(ReadOnlySpan<float> scoresGradient, Span<float> imageGradients = default)
    {
        if (ScoresGradient.IsEmpty)
            throw new InvalidOperationException($"{GetType().Name} takes no derivative from outside; declare it with [Network(OwnLoss = true)]");

        if (!canGoBack)
            throw new InvalidOperationException($"the last call of {GetType().Name} left no forward run of a training to go back through; run ForwardForTraining before each Backward");

        Require.Length(scoresGradient.Length, Images * OutputShape.Count, "the derivative by the scores", nameof(scoresGradient));
        RequireGradients(imageGradients);
        for (int n = 0; CheckInputs && n < Images; n++)
            Require.Finite(scoresGradient.Slice(n * OutputShape.Count, OutputShape.Count), OutputShape, n, "the derivative by the scores", nameof(scoresGradient));

        LoadScoresGradient(scoresGradient);
        RunBackward(imageGradients);
    }

    /// <summary>The losses and measures of errors, in the order of the layers.</summary>
    internal IReadOnlyList<LossTerm> Losses => losses;

    /// <summary>One of them.</summary>
    internal LossTerm LossOf(string loss) => losses.First(term => term.Layer.Name == loss);

    /// <summary>What the loss with the largest weight reads: the scores of the images of the last call, whose errors <see cref="LossReport"/> counts.</summary>
    internal ReadOnlySpan<float> MainScores => LayerOutput(IndexOf(RequireLoss().Layer.Inputs[0]));

    /// <summary>What one loss found in the last call that had labels.</summary>
    internal LossReport ReportOf(string loss) => lastRunHadLabels
        ? LossOf(loss).Report(Images)
        : throw new InvalidOperationException($"the last call of {GetType().Name} had no labels; run Step, ComputeGradients or Evaluate before reading {loss}");

    /// <inheritdoc/>
    public override void RepeatLastKernel()
    {
        HasLabels = lastRunHadLabels;
        try
        {
            base.RepeatLastKernel();
        }
        finally
        {
            HasLabels = false;
        }
    }

    internal override ReadOnlySpan<float> GradientOfLayer(int layer)
    {
        ReadOnlySpan<float> gradient = LayerGradient(layer);
        return lastRunHadGradients
            ? gradient
            : throw new InvalidOperationException($"the last call of {GetType().Name} computed no gradients; run Step, ComputeGradients or Backward before reading that by {Description.Layers[layer].Name}");
    }

    internal override ReadOnlySpan<float> Gradient(ParameterDescription parameter) =>
        gradients.Span.Slice(parameter.Offset, parameter.Length);

    /// <summary>Runs the forward kernels of training, where they differ from those of inference: batches have moments, values are dropped.</summary>
    protected virtual void RunTrainingForward() => RunForward();

    /// <summary>Runs the backward kernels after a forward run with labels.</summary>
    /// <param name="imageGradient">Whether the gradient of the images is wanted.</param>
    protected abstract void RunBackward(bool imageGradient);

    /// <summary>Copies the gradients of the inputs.</summary>
    /// <param name="destination">Image by image, each the gradients of all inputs.</param>
    protected abstract void CopyInputGradient(Span<float> destination);

    private protected override void Begin(int given)
    {
        lastRunHadLabels = lastRunHadGradients = canGoBack = false;
        base.Begin(given);
    }

    private void RequireGradients(Span<float> imageGradients)
    {
        if (!imageGradients.IsEmpty)
            Require.Length(imageGradients.Length, Images * Description.InputFloats, "the gradient of the images", nameof(imageGradients));
    }

    /// <param name="imageGradients">Empty, or gets the gradients of the images.</param>
    private void RunBackward(Span<float> imageGradients)
    {
        canGoBack = false;
        RunBackward(!imageGradients.IsEmpty);
        hasGradients = lastRunHadGradients = true;
        if (!imageGradients.IsEmpty)
            CopyInputGradient(imageGradients);
    }

    /// <summary>Draws labels for all losses, which then stand for the images of the next calls of <see cref="Run"/> and <see cref="ComputeGradientsOf"/>.</summary>
    /// <param name="images">How many images.</param>
    /// <param name="seed">The same seed draws the same labels; losses of equal scores have equal ones.</param>
    internal void DrawLabels(int images, int seed)
    {
        RequireLoss();
        foreach (LossTerm loss in losses)
            loss.Draw(images, new SeededRandom(seed));
    }

    /// <summary>The loss of images as a training step computes it, with the moments of the batch and with dropout, but without gradients.</summary>
    /// <param name="input">As many images as labels were drawn for.</param>
    internal LossReport Run(ReadOnlySpan<float> input)
    {
        Accept(input);
        return RunAccepted(training: true);
    }

    /// <summary>The same with gradients.</summary>
    /// <param name="input">As many images as labels were drawn for.</param>
    /// <param name="imageGradients">Empty, or gets the gradients of the images.</param>
    internal LossReport ComputeGradientsOf(ReadOnlySpan<float> input, Span<float> imageGradients = default)
    {
        Accept(input);
        return GradientsOfAccepted(imageGradients);
    }

    private int IndexOf(string name)
    {
        for (int i = 0; ; i++)
        {
            if (Description.Layers[i].Name == name)
                return i;
        }
    }

    private LossTerm RequireLoss() =>
        main ?? throw new InvalidOperationException($"{GetType().Name} has no loss; run ForwardForTraining, then Backward with the derivative of yours");

    private LossReport RunAccepted(bool training)
    {
        UseCurrentParameters();
        HasLabels = lastRunHadLabels = true;
        try
        {
            if (training)
                RunTrainingForward();
            else
                RunForward();
        }
        finally
        {
            HasLabels = false;
        }

        return LossTerm.Report(losses, RequireLoss(), Images);
    }
}

using Kiln.Numerics;
using Kiln.Training;

namespace Kiln;

/// <summary>A network that can be trained: forward, backward and a solver's step.</summary>
public abstract class TrainableNetwork : ImageNetwork
{
    private readonly AlignedBuffer<float> gradients;
    private readonly int[] labels;
    private readonly float[] losses;
    private readonly int[] ranks;
    private readonly int classes;
    private bool lastRunHadLabels;

    /// <summary>Called by generated code.</summary>
    /// <param name="description">What was compiled.</param>
    /// <param name="parameters">The parameters to run with.</param>
    /// <param name="capacity">The most images of one call.</param>
    /// <param name="threads">How many threads share a kernel's work; 0 for one a processor.</param>
    /// <exception cref="ArgumentException">The maps or labels of so many images do not fit one buffer; the message says how many do.</exception>
    protected TrainableNetwork(NetworkDescription description, ParameterSet parameters, int capacity, int threads)
        : base(description, parameters, capacity, threads)
    {
        Shape scores = description.Layers[^1].Output;
        Positions = scores.Height * scores.Width;
        classes = scores.Channels;
        int pixels = Require.Fits(Positions, capacity, Array.MaxLength, "labels", description.Name);
        labels = new int[pixels];
        losses = new float[pixels];
        ranks = new int[pixels];
        gradients = new AlignedBuffer<float>(description.ParameterArenaFloats);
    }

    /// <summary>What <see cref="Step"/> does with the gradients: <see cref="Sgd"/> unless set.</summary>
    public Solver Solver { get; set; } = new Sgd();

    /// <summary>Pixels of the score map that each get a label: 1 where the scores are 1×1.</summary>
    public int Positions { get; }

    /// <summary>The gradients of all parameters, in the places of the parameters' arena.</summary>
    public ReadOnlySpan<float> Gradients => gradients.Span;

    /// <summary>For generated code: one label a pixel of the score maps, −1 for none.</summary>
    protected ReadOnlySpan<int> Labels => labels;

    /// <summary>For generated code: where the loss kernel puts the loss of every pixel.</summary>
    protected Span<float> Losses => losses;

    /// <summary>For generated code: where the loss kernel puts how many classes score above the labelled one, −1 where there is no label.</summary>
    protected Span<int> Ranks => ranks;

    /// <summary>For generated code: whether this run has labels, so that the loss kernel has work.</summary>
    protected bool HasLabels { get; private set; }

    /// <summary>One training step: loss, gradients, then the solver's change of the parameters. Allocates nothing.</summary>
    /// <param name="input">Images of <c>Description.Input</c>, one behind the other.</param>
    /// <param name="imageLabels">One class from 0 an image (or one a pixel of the score maps); −1 for none.</param>
    /// <returns>The loss and the errors before the change.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit, or a label is out of range.</exception>
    public LossReport Step(ReadOnlySpan<float> input, ReadOnlySpan<int> imageLabels)
    {
        LossReport report = ComputeGradients(input, imageLabels);
        Solver.Update(Parameters, gradients, Team);
        return report;
    }

    /// <summary>The loss and its gradients by every parameter, and by the images if asked for. Changes no parameter.</summary>
    /// <param name="input">Images of <c>Description.Input</c>, one behind the other.</param>
    /// <param name="imageLabels">One class from 0 an image (or one a pixel of the score maps); −1 for none.</param>
    /// <param name="imageGradients">Empty, or as long as <paramref name="input"/>: gets the gradients of the images, which cost extra.</param>
    /// <returns>The loss and the errors.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit, or a label is out of range.</exception>
    public LossReport ComputeGradients(ReadOnlySpan<float> input, ReadOnlySpan<int> imageLabels, Span<float> imageGradients = default)
    {
        if (!imageGradients.IsEmpty)
            Require.Length(imageGradients.Length, input.Length, "the gradient of the images", nameof(imageGradients));

        LossReport report = Evaluate(input, imageLabels);
        RunBackward(!imageGradients.IsEmpty);
        if (!imageGradients.IsEmpty)
            CopyInputGradient(imageGradients);
        return report;
    }

    /// <summary>The loss and the errors of images, without gradients.</summary>
    /// <param name="input">Images of <c>Description.Input</c>, one behind the other.</param>
    /// <param name="imageLabels">One class from 0 an image (or one a pixel of the score maps); −1 for none.</param>
    /// <returns>The loss and the errors.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit, or a label is out of range.</exception>
    public LossReport Evaluate(ReadOnlySpan<float> input, ReadOnlySpan<int> imageLabels)
    {
        Accept(input);
        AcceptLabels(imageLabels);
        HasLabels = lastRunHadLabels = true;
        try
        {
            RunForward();
        }
        finally
        {
            HasLabels = false;
        }

        return Report();
    }

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

    internal override ReadOnlySpan<float> Gradient(ParameterDescription parameter) =>
        gradients.Span.Slice(parameter.Offset, parameter.Length);

    /// <summary>For generated code: the gradient of one parameter array.</summary>
    /// <param name="offset">Where the array starts in the arena.</param>
    /// <param name="length">Its floats.</param>
    protected Span<float> GradientOf(int offset, int length) => gradients.Span.Slice(offset, length);

    /// <summary>Runs the backward kernels behind a forward run with labels.</summary>
    /// <param name="imageGradient">Whether the gradient of the images is wanted.</param>
    protected abstract void RunBackward(bool imageGradient);

    /// <summary>Copies the gradient of the images.</summary>
    /// <param name="destination">Images one behind the other.</param>
    protected abstract void CopyInputGradient(Span<float> destination);

    private protected override void Accept(ReadOnlySpan<float> input)
    {
        lastRunHadLabels = false;
        base.Accept(input);
    }

    private void AcceptLabels(ReadOnlySpan<int> imageLabels)
    {
        int pixels = Images * Positions;
        if (imageLabels.Length != Images && imageLabels.Length != pixels)
        {
            throw new ArgumentException(
                $"{Images} images need {(Positions == 1 ? $"{Images}" : $"{Images} (one an image) or {pixels} (one a pixel)")} labels, but {imageLabels.Length} were given",
                nameof(imageLabels));
        }

        int share = pixels / imageLabels.Length;
        for (int i = 0; i < pixels; i++)
        {
            int label = imageLabels[i / share];
            if (label < -1 || label >= classes)
                throw new ArgumentException($"label {label} at index {i / share} is not a class: classes run from 0 to {classes - 1}, −1 is ignored", nameof(imageLabels));
            labels[i] = label;
        }
    }

    /// <summary>Sums in the order of the images, so that the bits do not depend on the number of threads.</summary>
    private LossReport Report()
    {
        double loss = 0;
        int top1 = 0, top5 = 0;
        for (int i = 0; i < Images * Positions; i++)
        {
            loss += losses[i];
            top1 += ranks[i] > 0 ? 1 : 0;
            top5 += ranks[i] >= 5 ? 1 : 0;
        }

        return new LossReport(Images, loss / Images, top1, top5);
    }
}

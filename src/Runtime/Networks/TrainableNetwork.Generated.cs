namespace Kiln;

/// <content>What generated code calls.</content>
public abstract partial class TrainableNetwork
{
    /// <summary>For generated code: one label per pixel of a loss's score maps, −1 for none, from the first image of the run on.</summary>
    /// <param name="loss">Which loss, in the order of the layers.</param>
    protected ReadOnlySpan<int> LabelsOf(int loss) => losses[loss].Labels.AsSpan(FirstImage * losses[loss].Positions);

    /// <summary>For generated code: one target for every element of a loss's score maps, from the first image of the run on; behind the last is room for a vector.</summary>
    /// <param name="loss">Which loss, in the order of the layers.</param>
    protected ReadOnlySpan<float> TargetsOf(int loss) => losses[loss].Targets.AsSpan(FirstImage * losses[loss].PerImage);

    /// <summary>For generated code: what every label or target counts, from the first image of the run on; behind the last is room for a vector.</summary>
    /// <param name="loss">Which loss, in the order of the layers.</param>
    protected ReadOnlySpan<float> WeightsOf(int loss) => losses[loss].Weights.AsSpan(FirstImage * losses[loss].PerImage);

    /// <summary>For generated code: where a loss's kernel puts the loss of every pixel.</summary>
    /// <param name="loss">Which loss, in the order of the layers.</param>
    protected Span<float> LossesOf(int loss) => losses[loss].Losses.AsSpan(FirstImage * losses[loss].Positions);

    /// <summary>For generated code: where a loss's kernel puts how many classes score above the labelled one, −1 where there is no label.</summary>
    /// <param name="loss">Which loss, in the order of the layers.</param>
    protected Span<int> RanksOf(int loss) => losses[loss].Ranks.AsSpan(FirstImage * losses[loss].Positions);

    /// <summary>For generated code: the losses of all pixels of the last call.</summary>
    /// <param name="loss">Which loss, in the order of the layers.</param>
    protected ReadOnlySpan<float> LossOutput(int loss) => losses[loss].Losses.AsSpan(0, Images * losses[loss].Positions);

    /// <summary>For generated code: what one image's loss counts in the average.</summary>
    protected float ImageShare => 1f / Images;

    /// <summary>For generated code: what tells the random numbers of this step and layer from those of others.</summary>
    /// <param name="layer">Index of the layer.</param>
    /// <param name="frozen">Whether they are those of the first step in every other.</param>
    protected uint DropoutKey(int layer, bool frozen = false) => DropoutKey(DropoutSeed, frozen ? 0 : StepCount, layer);

    /// <summary>What tells the random numbers of a step and layer from those of others.</summary>
    internal static uint DropoutKey(int seed, long step, int layer)
    {
        ulong key = unchecked(((ulong)(uint)seed << 32) ^ ((ulong)step * 0x9E3779B97F4A7C15) ^ ((ulong)(uint)layer * 0xD6E8FEB86659FD93));
        key = unchecked((key ^ (key >> 32)) * 0xD6E8FEB86659FD93);
        return (uint)(key ^ (key >> 32));
    }

    /// <summary>For generated code: whether this run has labels, so that the loss kernel has work.</summary>
    protected bool HasLabels { get; private set; }

    /// <summary>For generated code: one training step on the inputs and labels that were accepted.</summary>
    /// <returns>The loss and the errors before the change.</returns>
    protected LossReport StepAccepted()
    {
        LossReport report = GradientsOfAccepted(default);
        Optimizer.Step();
        return report;
    }

    /// <summary>For generated code: the loss of the inputs and labels that were accepted, and its gradients.</summary>
    /// <param name="imageGradients">Empty, or gets the gradients of the inputs, image by image.</param>
    /// <returns>The loss and the errors.</returns>
    protected LossReport GradientsOfAccepted(Span<float> imageGradients)
    {
        RequireGradients(imageGradients);
        LossReport report = RunAccepted(training: true);
        ScoresGradient.Clear();
        RunBackward(imageGradients);
        return report;
    }

    /// <summary>For generated code: the scores of the inputs that were accepted, as a training step computes them.</summary>
    protected ReadOnlySpan<float> TrainingForwardAccepted()
    {
        UseCurrentParameters();
        RunTrainingForward();
        canGoBack = true;
        return LayerOutput(ScoresLayer);
    }

    /// <summary>For generated code: the loss and the errors of the inputs and labels that were accepted.</summary>
    protected LossReport EvaluateAccepted() => RunAccepted(training: false);

    /// <summary>For generated code: the labels of one loss for the inputs that were accepted.</summary>
    /// <param name="loss">Which loss, in the order of the layers.</param>
    /// <param name="given">One class from 0 an image, or one a pixel of its scores; −1 for none.</param>
    /// <param name="weights">What each counts; empty for 1.</param>
    /// <param name="name">The loss's name, for messages.</param>
    /// <exception cref="ArgumentException">Too few or too many, or a label or a weight is out of range.</exception>
    protected void AcceptLabels(int loss, ReadOnlySpan<int> given, ReadOnlySpan<float> weights, string name) => losses[loss].Accept(given, weights, Images, name);

    /// <summary>For generated code: the targets of one loss for the inputs that were accepted.</summary>
    /// <param name="loss">Which loss, in the order of the layers.</param>
    /// <param name="given">One for each element of its scores, or one for each channel of an image.</param>
    /// <param name="weights">What each counts; empty for 1.</param>
    /// <param name="name">The loss's name, for messages.</param>
    /// <exception cref="ArgumentException">Too few or too many, or a target or a weight is out of range.</exception>
    protected void AcceptLabels(int loss, ReadOnlySpan<float> given, ReadOnlySpan<float> weights, string name) => losses[loss].Accept(given, weights, Images, name);

    /// <summary>For generated code: the gradient of one parameter array.</summary>
    /// <param name="offset">Where the array starts in the arena.</param>
    /// <param name="length">Its floats.</param>
    protected Span<float> GradientOf(int offset, int length) => gradients.Span.Slice(offset, length);

    /// <summary>For generated code: where the caller's derivative by the scores goes; empty where none is taken.</summary>
    protected virtual Span<float> ScoresGradient => default;

    /// <summary>For generated code: copies the caller's derivative by the scores to where kernels read it, row by row where it has a border.</summary>
    /// <param name="gradient">As long as the scores of all images.</param>
    protected virtual void LoadScoresGradient(ReadOnlySpan<float> gradient) => Copy(gradient, ScoresGradient);

    /// <summary>For generated code: copies the gradient of one of several inputs.</summary>
    /// <param name="gradient">The gradients by its maps, one after the other; empty for zeros, where no loss depends on it.</param>
    /// <param name="destination">Image by image, each the gradients of all inputs.</param>
    /// <param name="offset">Where those of the input begin.</param>
    /// <param name="floats">Floats of one of its maps.</param>
    protected void CopyInputGradient(ReadOnlySpan<float> gradient, Span<float> destination, int offset, int floats)
    {
        for (int n = 0; n < Images; n++)
        {
            Span<float> to = destination.Slice((n * Description.InputFloats) + offset, floats);
            if (gradient.IsEmpty)
                to.Clear();
            else
                gradient.Slice(n * floats, floats).CopyTo(to);
        }
    }
}

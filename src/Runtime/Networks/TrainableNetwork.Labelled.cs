namespace Kiln;

/// <content>The calls that are given labels: classes for losses of classes, floats for those of signs or numbers.</content>
public abstract partial class TrainableNetwork
{
    /// <summary>One training step: loss, gradients, then the optimizer's change of the parameters. Allocates nothing.</summary>
    /// <param name="input">Images of <c>Description.InputShape</c>, one after the other.</param>
    /// <param name="imageLabels">One class from 0 per image (or one a pixel of the score maps); −1 for none.</param>
    /// <param name="weights">What each label counts, 0 or more: one an image, or one a pixel of the score maps; left out, 1 each.</param>
    /// <returns>The loss and the errors before the change.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit, or a label is out of range.</exception>
    public LossReport Step(ReadOnlySpan<float> input, ReadOnlySpan<int> imageLabels, ReadOnlySpan<float> weights = default)
    {
        Accept(input, imageLabels, weights);
        return StepAccepted();
    }

    /// <inheritdoc cref="Step(ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    /// <param name="input">Images of <c>Description.InputShape</c>, one after the other.</param>
    /// <param name="targets">For losses of signs or numbers: one for each element of the score maps, or one for each channel of an image.</param>
    /// <param name="weights">What each target counts, 0 or more: one an image, one a pixel of the score maps, or one a target; left out, 1 each.</param>
    public LossReport Step(ReadOnlySpan<float> input, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights = default)
    {
        Accept(input, targets, weights);
        return StepAccepted();
    }

    /// <summary>The loss and its gradients by every parameter, and by the images if asked for. Changes no parameter. Batch normalisations use the moments of
    /// the batch, which stand in <see cref="Gradients"/> at the places of the kept ones; dropout drops.</summary>
    /// <param name="input">Images of <c>Description.InputShape</c>, one after the other.</param>
    /// <param name="imageLabels">One class from 0 per image (or one a pixel of the score maps); −1 for none.</param>
    /// <param name="imageGradients">Empty, or as long as <paramref name="input"/>: gets the gradients of the images, which cost extra.</param>
    /// <param name="weights">What each label counts, 0 or more: one an image, or one a pixel of the score maps; left out, 1 each.</param>
    /// <returns>The loss and the errors.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit, or a label is out of range.</exception>
    public LossReport ComputeGradients(ReadOnlySpan<float> input, ReadOnlySpan<int> imageLabels, Span<float> imageGradients = default, ReadOnlySpan<float> weights = default)
    {
        Accept(input, imageLabels, weights);
        return GradientsOfAccepted(imageGradients);
    }

    /// <inheritdoc cref="ComputeGradients(ReadOnlySpan{float}, ReadOnlySpan{int}, Span{float}, ReadOnlySpan{float})"/>
    /// <param name="input">Images of <c>Description.InputShape</c>, one after the other.</param>
    /// <param name="targets">For losses of signs or numbers: one for each element of the score maps, or one for each channel of an image.</param>
    /// <param name="imageGradients">Empty, or as long as <paramref name="input"/>: gets the gradients of the images, which cost extra.</param>
    /// <param name="weights">What each target counts, 0 or more: one an image, one a pixel of the score maps, or one a target; left out, 1 each.</param>
    public LossReport ComputeGradients(ReadOnlySpan<float> input, ReadOnlySpan<float> targets, Span<float> imageGradients = default, ReadOnlySpan<float> weights = default)
    {
        Accept(input, targets, weights);
        return GradientsOfAccepted(imageGradients);
    }

    /// <summary>The loss and the errors of images, without gradients: batch normalisations use the kept moments, and nothing is dropped.</summary>
    /// <param name="input">Images of <c>Description.InputShape</c>, one after the other.</param>
    /// <param name="imageLabels">One class from 0 per image (or one a pixel of the score maps); −1 for none.</param>
    /// <param name="weights">What each label counts, 0 or more: one an image, or one a pixel of the score maps; left out, 1 each.</param>
    /// <returns>The loss and the errors.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit, or a label is out of range.</exception>
    public LossReport Evaluate(ReadOnlySpan<float> input, ReadOnlySpan<int> imageLabels, ReadOnlySpan<float> weights = default)
    {
        Accept(input, imageLabels, weights);
        return EvaluateAccepted();
    }

    /// <inheritdoc cref="Evaluate(ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    /// <param name="input">Images of <c>Description.InputShape</c>, one after the other.</param>
    /// <param name="targets">For losses of signs or numbers: one for each element of the score maps, or one for each channel of an image.</param>
    /// <param name="weights">What each target counts, 0 or more: one an image, one a pixel of the score maps, or one a target; left out, 1 each.</param>
    public LossReport Evaluate(ReadOnlySpan<float> input, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights = default)
    {
        Accept(input, targets, weights);
        return EvaluateAccepted();
    }

    /// <summary>Checks and stores what all inputs are given, and the labels of all losses.</summary>
    private void Accept(ReadOnlySpan<float> input, ReadOnlySpan<int> imageLabels, ReadOnlySpan<float> weights)
    {
        RequireLoss();
        Accept(input);
        foreach (LossTerm loss in losses)
            loss.Accept(imageLabels, weights, Images, nameof(imageLabels));
    }

    /// <summary>The same with signs or numbers.</summary>
    private void Accept(ReadOnlySpan<float> input, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
    {
        RequireLoss();
        Accept(input);
        foreach (LossTerm loss in losses)
            loss.Accept(targets, weights, Images, nameof(targets));
    }
}

namespace Kiln.Gpu;

/// <content>What is given labels, and what losses find.</content>
public sealed partial class GpuNetwork
{
    /// <summary>The loss and the gradients of images, which <see cref="DownloadGradients"/> brings back.</summary>
    /// <param name="input">Images one after the other.</param>
    /// <param name="labels">One class an image, or one a pixel of each loss's scores; −1 for none.</param>
    /// <param name="imageGradients">Empty, or gets the gradients of the images.</param>
    /// <param name="weights">What each label counts, as on the processor; left out, 1 each.</param>
    public LossReport ComputeGradients(ReadOnlySpan<float> input, ReadOnlySpan<int> labels, Span<float> imageGradients = default, ReadOnlySpan<float> weights = default)
    {
        int count = Load(input);
        LoadLabels(labels, weights, count);
        return ComputeGradients(count, imageGradients);
    }

    /// <inheritdoc cref="ComputeGradients(ReadOnlySpan{float}, ReadOnlySpan{int}, Span{float}, ReadOnlySpan{float})"/>
    /// <param name="input">Images one after the other.</param>
    /// <param name="targets">For losses of signs or numbers: one for each element of their scores, or one for each channel of an image.</param>
    /// <param name="imageGradients">Empty, or gets the gradients of the images.</param>
    /// <param name="weights">What each target counts, as on the processor; left out, 1 each.</param>
    public LossReport ComputeGradients(ReadOnlySpan<float> input, ReadOnlySpan<float> targets, Span<float> imageGradients = default, ReadOnlySpan<float> weights = default)
    {
        int count = Load(input);
        LoadLabels(targets, weights, count);
        return ComputeGradients(count, imageGradients);
    }

    private LossReport ComputeGradients(int count, Span<float> imageGradients)
    {
        if (program.Given >= 0)
            Device.Upload<float>(images, Offset(program.Given), new float[program.Buffers[program.Given].Floats * count]);

        Run(GpuPhase.Forward, count, hasLabels: true);
        RunBackward(count, !imageGradients.IsEmpty);
        CopyInputGradients(imageGradients, count);
        return Report(count);
    }

    /// <summary>The loss and the errors of images as in inference.</summary>
    /// <param name="input">Images one after the other.</param>
    /// <param name="labels">One class an image, or one a pixel of each loss's scores; −1 for none.</param>
    /// <param name="weights">What each label counts, as on the processor; left out, 1 each.</param>
    public LossReport Evaluate(ReadOnlySpan<float> input, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights = default)
    {
        int count = Load(input);
        LoadLabels(labels, weights, count);
        Run(program.InferencePhase, count, hasLabels: true);
        return Report(count);
    }

    /// <inheritdoc cref="Evaluate(ReadOnlySpan{float}, ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    /// <param name="input">Images one after the other.</param>
    /// <param name="targets">For losses of signs or numbers: one for each element of their scores, or one for each channel of an image.</param>
    /// <param name="weights">What each target counts, as on the processor; left out, 1 each.</param>
    public LossReport Evaluate(ReadOnlySpan<float> input, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights = default)
    {
        int count = Load(input);
        LoadLabels(targets, weights, count);
        Run(program.InferencePhase, count, hasLabels: true);
        return Report(count);
    }

    /// <summary>What one loss, or one measure of errors, found in the last call that returned a report, without its weight.</summary>
    /// <param name="loss">The layer's name.</param>
    /// <exception cref="ArgumentException">There is no such loss.</exception>
    /// <exception cref="InvalidOperationException">There was no such call yet.</exception>
    public LossReport ReportOf(string loss)
    {
        LossTerm term = losses.FirstOrDefault(one => one.Layer.Name == loss) ?? throw new ArgumentException($"{Network.GetType().Name} has no loss {loss}", nameof(loss));
        return reported > 0 ? term.Report(reported) : throw new InvalidOperationException($"{Network.GetType().Name} was given no labels yet; run ComputeGradients or Evaluate before reading {loss}");
    }

    /// <summary>Where the labels or targets of a loss lie.</summary>
    internal GpuValue Labels(int loss) => Mark(loss, MarkKind.Labels);

    /// <summary>Whether every loss is given classes.</summary>
    internal bool TakesClasses => !losses.Any(loss => loss.TakesTargets);

    /// <summary>Whether every label counts alike, so that a kernel may put labels in place.</summary>
    internal bool CountsAlike => Network is not TrainableNetwork trainable || trainable.Losses.All(loss => loss.ClassWeights.IsEmpty);

    /// <summary>Lets every label count 1, before a kernel puts labels in place.</summary>
    internal void ResetWeights()
    {
        for (int loss = 0; loss < losses.Length; loss++)
        {
            losses[loss].ResetWeights();
            UploadWeights(loss, MaxBatch);
        }
    }

    /// <summary>Labels, what they count, losses or ranks of a loss: one after the other.</summary>
    private GpuValue Mark(int loss, MarkKind kind)
    {
        long given = (long)losses[loss].PerImage * MaxBatch, found = (long)losses[loss].Positions * MaxBatch;
        (long first, long length) = kind switch
        {
            MarkKind.Labels => (0L, given),
            MarkKind.Weights => (given, given),
            MarkKind.Losses => (2 * given, found),
            _ => ((2 * given) + found, found),
        };
        return GpuValue.Of(marks, markOffsets[loss] + (first * sizeof(float)), length);
    }

    private void LoadLabels(ReadOnlySpan<int> labels, ReadOnlySpan<float> weights, int count)
    {
        UseClassWeights();
        for (int loss = 0; loss < losses.Length; loss++)
        {
            losses[loss].Accept(labels, weights, count, nameof(labels));
            Device.Upload<int>(marks, Mark(loss, MarkKind.Labels).Offset, losses[loss].Labels.AsSpan(0, count * losses[loss].PerImage));
            UploadWeights(loss, count);
        }
    }

    private void LoadLabels(ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, int count)
    {
        for (int loss = 0; loss < losses.Length; loss++)
        {
            losses[loss].Accept(targets, weights, count, nameof(targets));
            Device.Upload<float>(marks, Mark(loss, MarkKind.Labels).Offset, losses[loss].Targets.AsSpan(0, count * losses[loss].PerImage));
            UploadWeights(loss, count);
        }
    }

    private void UploadWeights(int loss, int count) =>
        Device.Upload<float>(marks, Mark(loss, MarkKind.Weights).Offset, losses[loss].Weights.AsSpan(0, count * losses[loss].PerImage));

    /// <summary>Takes what classes count from the network on the processor, where the caller sets it.</summary>
    private void UseClassWeights()
    {
        if (Network is TrainableNetwork trainable)
        {
            for (int loss = 0; loss < losses.Length; loss++)
                losses[loss].ClassWeights = trainable.Losses[loss].ClassWeights;
        }
    }

    /// <summary>Fetches what the kernels of the losses found, and sums it as the processor does.</summary>
    private LossReport Report(int count)
    {
        reported = count;
        for (int loss = 0; loss < losses.Length; loss++)
        {
            LossTerm term = losses[loss];
            Device.Download(marks, Mark(loss, MarkKind.Losses).Offset, term.Losses.AsSpan(0, count * term.Positions));
            if (!term.TakesTargets)
                Device.Download(marks, Mark(loss, MarkKind.Ranks).Offset, term.Ranks.AsSpan(0, count * term.Positions));
        }

        return LossTerm.Report(losses, main, count);
    }

    /// <summary>What lies on the device for a loss.</summary>
    private enum MarkKind
    {
        Labels,
        Weights,
        Losses,
        Ranks,
    }
}

namespace Kiln.Training;

/// <summary>How to train. The defaults are those of cnn_train with the practical's batch of 100 and 15 epochs.</summary>
public sealed record TrainingOptions
{
    /// <summary>How often to go through the training images; 0 or more.</summary>
    public int Epochs { get; init; } = 15;

    /// <summary>Images a step, at most the network's maxBatch; the last step of an epoch gets what is left.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>A schedule that sets the optimizer's learning rate before every epoch: epoch e, from 1, uses number min(e, count). At least one; each 0 or more.
    /// Null leaves the optimizer's own rate, which the caller may change between epochs.</summary>
    public IReadOnlyList<double>? LearningRates { get; init; }

    /// <summary>Decides the order of the images and every random change to them. It does not initialise the parameters.</summary>
    public int Seed { get; init; }

    /// <summary>Where a checkpoint is written after every epoch and looked for at the start; it is made if missing. Null keeps the
    /// training in memory.</summary>
    public string? OutputFolder { get; init; }

    /// <summary>Whether to begin at epoch 1 and delete the checkpoints found in <see cref="OutputFolder"/>; otherwise the training
    /// continues after the newest.</summary>
    public bool Fresh { get; init; }

    /// <summary>The learning rate that the schedule has for an epoch; null without a schedule.</summary>
    /// <param name="epoch">From 1.</param>
    public double? LearningRateOf(int epoch) => LearningRates?[Math.Min(epoch, LearningRates.Count) - 1];

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Epochs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BatchSize);
        if (LearningRates is { Count: 0 })
            throw new ArgumentException("at least one learning rate is needed; null leaves the optimizer's own", nameof(LearningRates));
        foreach (double rate in LearningRates ?? [])
        {
            if (!(rate >= 0) || !float.IsFinite((float)rate))
                throw new ArgumentOutOfRangeException(nameof(LearningRates), rate, $"{nameof(LearningRates)} must be 0 or more");
        }

        if (OutputFolder is { Length: 0 })
            throw new ArgumentException("the output folder's name is empty; null keeps the training in memory", nameof(OutputFolder));
    }
}

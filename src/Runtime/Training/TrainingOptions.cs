namespace Kiln.Training;

/// <summary>How to train. The defaults are those of cnn_train with the practical's batch of 100 and 15 epochs.</summary>
public sealed record TrainingOptions
{
    /// <summary>How many epochs; 0 or more.</summary>
    public int Epochs { get; init; } = 15;

    /// <summary>Images of an epoch; null, as many as there are. The images come in random orders of all of them, one after the other: an epoch goes on where the one before
    /// stopped. Above 0.</summary>
    public int? EpochImages { get; init; }

    /// <summary>Images a step, at most the network's maxBatch times <see cref="SubBatches"/>; the last step of an epoch gets what is left.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>Into how many parts a batch is divided whose gradients are gathered, so that the network takes only <c>⌈BatchSize / SubBatches⌉</c> images at once; at least 1.</summary>
    /// <remarks>The step follows <c>Σ (mₛ / m)·gₛ</c>, the average over the m images of the batch: gₛ is the average over the mₛ images of a part. Parts are as large as the network takes, so the
    /// last of a batch may be smaller, and the last batch of an epoch may have fewer. It is the gradient of the whole batch, up to rounding, unless the network has batch normalisations: these
    /// normalise each part by itself, and their kept moments move towards the same weighted mean of those of the parts. Dropout drops other values than for the whole batch.</remarks>
    public int SubBatches { get; init; } = 1;

    /// <summary>A schedule that sets the optimizer's learning rate before every epoch: epoch e, from 1, uses number min(e, count). At least one; each 0 or more.
    /// Null leaves the optimizer's own rate, which the caller may change between epochs.</summary>
    public IReadOnlyList<double>? LearningRates { get; init; }

    /// <summary>Lowers <see cref="LearningRates"/>, which must be given, where the training stands still; null for nothing.</summary>
    public ReduceOnPlateau? ReduceOnPlateau { get; init; }

    /// <summary>Ends the training early where it stands still; null for never.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Averages the parameters over the steps: what stays of the average at each, above 0 and below 1, for example 0.999. Validations then measure the averages, and
    /// <see cref="Trainer.Average"/> has them. Null for no average.</summary>
    /// <remarks>After step t, from 1, <c>a ← d·a + (1 − d)·w</c> with <c>d = min(decay, t / (t + 9))</c>. Only what follows gradients is averaged; kept moments are as in the network.</remarks>
    public double? AverageDecay { get; init; }

    /// <summary>An error of the caller's own, reported beside the loss as <see cref="ErrorRates.OwnError"/>; null for none. Of networks that tell classes apart only.</summary>
    public ImageError? Error { get; init; }

    /// <summary>Batches between two validations within an epoch, which <see cref="TrainingCallbacks.Validation"/> gets; the one at the end of the epoch is not among them. Above 0; null for none.
    /// They change nothing in what is learned.</summary>
    public int? ValidateEvery { get; init; }

    /// <summary>Decides the order of the images and every random change to them. It does not initialise the parameters.</summary>
    public int Seed { get; init; }

    /// <summary>Where a checkpoint is written after every epoch and looked for at the start; it is made if missing. Null keeps the
    /// training in memory.</summary>
    public string? OutputFolder { get; init; }

    /// <summary>By what to keep the weights of the best epoch so far, as <c>best.kiln</c> in <see cref="OutputFolder"/>: the averages where <see cref="AverageDecay"/> is set. Of equal
    /// epochs the first is the best; epochs of earlier runs count. Null keeps none.</summary>
    public TrainingMeasure? KeepBest { get; init; }

    /// <summary>Whether the checkpoints of all epochs stay; otherwise that of the newest alone.</summary>
    public bool KeepAllCheckpoints { get; init; } = true;

    /// <summary>Whether to begin at epoch 1 and delete the checkpoints found in <see cref="OutputFolder"/>; otherwise the training
    /// continues after the newest.</summary>
    public bool Fresh { get; init; }

    /// <summary>The most images that the network is given at once.</summary>
    internal int SubBatchSize => (BatchSize + SubBatches - 1) / SubBatches;

    /// <summary>The learning rate that the schedule has for an epoch; null without a schedule.</summary>
    /// <param name="epoch">From 1.</param>
    /// <param name="before">The reports of the epochs before it, or of more.</param>
    internal double? LearningRateOf(int epoch, IReadOnlyList<EpochReport> before)
    {
        if (LearningRates is null)
            return null;

        double rate = LearningRates[Math.Min(epoch, LearningRates.Count) - 1];
        return ReduceOnPlateau?.Reduce(rate, before.Take(epoch - 1)) ?? rate;
    }

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Epochs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BatchSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(SubBatches);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(EpochImages ?? 1, nameof(EpochImages));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ValidateEvery ?? 1, nameof(ValidateEvery));
        if (LearningRates is { Count: 0 })
            throw new ArgumentException("at least one learning rate is needed; null leaves the optimizer's own", nameof(LearningRates));
        foreach (double rate in LearningRates ?? [])
        {
            if (!(rate >= 0) || !float.IsFinite((float)rate))
                throw new ArgumentOutOfRangeException(nameof(LearningRates), rate, $"{nameof(LearningRates)} must be 0 or more");
        }

        if (ReduceOnPlateau is not null && LearningRates is null)
            throw new ArgumentException($"{nameof(ReduceOnPlateau)} lowers {nameof(LearningRates)}, but there are none; give at least one", nameof(LearningRates));
        if (AverageDecay is { } decay && !(decay is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(AverageDecay), decay, $"{nameof(AverageDecay)} must be above 0 and below 1; null for no average");

        ReduceOnPlateau?.Validate();
        EarlyStopping?.Validate();
        if (Error is null && new[] { ReduceOnPlateau?.Measure, EarlyStopping?.Measure, KeepBest }.Contains(TrainingMeasure.OwnError))
            throw new ArgumentException($"{nameof(TrainingMeasure.OwnError)} is measured by {nameof(Error)}, but there is none; set it", nameof(Error));
        if (OutputFolder is { Length: 0 })
            throw new ArgumentException("the output folder's name is empty; null keeps the training in memory", nameof(OutputFolder));
        if (KeepBest is not null && OutputFolder is null)
            throw new ArgumentException($"{nameof(KeepBest)} keeps a file in {nameof(OutputFolder)}, but there is none; set it", nameof(OutputFolder));
    }

    /// <summary>Checks what those have that wait for a better epoch.</summary>
    internal static void ValidateWaiting(string owner, int patience, double minimumChange)
    {
        if (patience < 1)
            throw new ArgumentOutOfRangeException(nameof(patience), patience, $"Patience of {owner} must be 1 or more");
        if (!(minimumChange >= 0))
            throw new ArgumentOutOfRangeException(nameof(minimumChange), minimumChange, $"MinimumChange of {owner} must be 0 or more");
    }
}

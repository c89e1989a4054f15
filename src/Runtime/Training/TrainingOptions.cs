namespace Kiln.Training;

/// <summary>How to train. The defaults are those of cnn_train with the practical's batch of 100 and 15 epochs.</summary>
public sealed record TrainingOptions
{
    /// <summary>How often to go through the training images; 0 or more.</summary>
    public int Epochs { get; init; } = 15;

    /// <summary>Images a step, at most the network's maxBatch; the last step of an epoch gets what is left.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>The learning rate of every epoch: epoch e, from 1, uses number min(e, count). At least one; each 0 or more.</summary>
    public IReadOnlyList<double> LearningRates { get; init; } = [0.001];

    /// <summary>How much of the last step stays in the next, for <see cref="Sgd"/>; 0 to below 1.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Whether <see cref="Sgd"/> looks ahead along the momentum.</summary>
    public bool Nesterov { get; init; }

    /// <summary>This times the parameter is added to its gradient, weights and biases alike; 0 or more.</summary>
    public double WeightDecay { get; init; } = 0.0005;

    /// <summary>Decides the order of the images and every random change to them. It does not initialise the parameters.</summary>
    public int Seed { get; init; }

    /// <summary>Where a checkpoint is written after every epoch and looked for at the start; it is made if missing. Null keeps the
    /// training in memory.</summary>
    public string? OutputFolder { get; init; }

    /// <summary>Whether to begin at epoch 1 and delete the checkpoints found in <see cref="OutputFolder"/>; otherwise the training
    /// continues after the newest.</summary>
    public bool Fresh { get; init; }

    /// <summary>The learning rate of an epoch.</summary>
    /// <param name="epoch">From 1.</param>
    public double LearningRateOf(int epoch) => LearningRates[Math.Min(epoch, LearningRates.Count) - 1];

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Epochs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BatchSize);
        ArgumentNullException.ThrowIfNull(LearningRates);
        if (LearningRates.Count == 0)
            throw new ArgumentException("at least one learning rate is needed", nameof(LearningRates));
        foreach (double rate in LearningRates)
            Range(rate, rate >= 0, nameof(LearningRates), "0 or more");
        Range(Momentum, Momentum is >= 0 and < 1, nameof(Momentum), "0 to below 1");
        Range(WeightDecay, WeightDecay >= 0, nameof(WeightDecay), "0 or more");
        if (OutputFolder is { Length: 0 })
            throw new ArgumentException("the output folder's name is empty; null keeps the training in memory", nameof(OutputFolder));

        static void Range(double value, bool holds, string option, string range)
        {
            if (!holds || !double.IsFinite(value))
                throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}");
        }
    }
}

namespace Kiln.Training;

/// <summary>Ends a training before its last epoch once <see cref="Patience"/> epochs one after the other were not better than the best.</summary>
/// <remarks>The parameters are then those of the last epoch; <see cref="TrainingOptions.KeepBest"/> keeps the best. As the reports of the epochs alone decide, and a checkpoint has them, a
/// training that has stopped does not go on when it is run again, unless with more patience.</remarks>
public sealed record EarlyStopping
{
    /// <summary>Epochs without a better one after which the training ends; at least 1.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>By how much an epoch must be below the best to count as better; 0 or more.</summary>
    public double MinimumChange { get; init; }

    /// <summary>What is compared: of the validation images, without any of the training images.</summary>
    public TrainingMeasure Measure { get; init; }

    /// <summary>Whether the training is over.</summary>
    /// <param name="history">The reports of all epochs done.</param>
    internal bool Stops(IEnumerable<EpochReport> history)
    {
        Improvement improvement = new(Measure, MinimumChange);
        foreach (EpochReport report in history)
        {
            improvement.Add(report);
            if (improvement.EpochsSince >= Patience)
                return true;
        }

        return false;
    }

    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    internal void Validate() => TrainingOptions.ValidateWaiting(nameof(EarlyStopping), Patience, MinimumChange);
}

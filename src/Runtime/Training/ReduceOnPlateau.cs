namespace Kiln.Training;

/// <summary>Lowers the learning rate where a training stands still: each time that <see cref="Patience"/> epochs one after the other were not better than the best,
/// the rates of all epochs to come are multiplied by <see cref="Factor"/>.</summary>
/// <remarks>It multiplies <see cref="TrainingOptions.LearningRates"/>, whatever they are: a constant, a list, with warm-up or without. What it does follows from the reports of the
/// epochs, which a checkpoint has, so a resumed training lowers its rate where the uninterrupted one does.</remarks>
public sealed record ReduceOnPlateau
{
    /// <summary>What the rate is multiplied by; above 0 and below 1.</summary>
    public double Factor { get; init; } = 0.1;

    /// <summary>Epochs without a better one after which the rate falls; at least 1. It is counted anew after a fall.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>By how much an epoch must be below the best to count as better; 0 or more.</summary>
    public double MinimumChange { get; init; } = 1e-4;

    /// <summary>The rate is not lowered below this; 0 or more.</summary>
    public double LeastRate { get; init; }

    /// <summary>What is compared: of the validation images, without any of the training images.</summary>
    public TrainingMeasure Measure { get; init; }

    /// <summary>The rate of an epoch.</summary>
    /// <param name="rate">What it is without falls.</param>
    /// <param name="before">The reports of the epochs before it.</param>
    internal double Reduce(double rate, IEnumerable<EpochReport> before)
    {
        Improvement improvement = new(Measure, MinimumChange);
        double reduced = rate;
        foreach (EpochReport report in before)
        {
            if (improvement.Add(report) || improvement.EpochsSince < Patience)
                continue;

            reduced *= Factor;
            improvement.EpochsSince = 0;
        }

        return Math.Max(reduced, Math.Min(rate, LeastRate));
    }

    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    internal void Validate()
    {
        if (!(Factor is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(Factor), Factor, $"{nameof(Factor)} of {nameof(ReduceOnPlateau)} must be above 0 and below 1");
        TrainingOptions.ValidateWaiting(nameof(ReduceOnPlateau), Patience, MinimumChange);
        if (!(LeastRate >= 0))
            throw new ArgumentOutOfRangeException(nameof(LeastRate), LeastRate, $"{nameof(LeastRate)} of {nameof(ReduceOnPlateau)} must be 0 or more");
    }
}

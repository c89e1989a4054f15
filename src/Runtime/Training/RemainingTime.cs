namespace Kiln.Training;

/// <summary>Estimates how long a training still takes, from the time it has taken so far.</summary>
/// <param name="total">Images still to come, each times what it costs.</param>
/// <param name="clock">What measures the time.</param>
internal sealed class RemainingTime(double total, TimeProvider clock)
{
    /// <summary>What a training image costs against a validation image: a backward run takes about twice a forward run.</summary>
    public const int TrainingImage = 3;

    private readonly long start = clock.GetTimestamp();
    private double done;

    /// <summary>Notes work that is done.</summary>
    public void Add(double work) => done += work;

    /// <summary>The time left; null as long as nothing is done.</summary>
    /// <param name="more">Work done beside what was added.</param>
    public TimeSpan? Left(double more = 0)
    {
        double over = done + more;
        return over > 0 ? clock.GetElapsedTime(start) * (Math.Max(0, total - over) / over) : null;
    }
}

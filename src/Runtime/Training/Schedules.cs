namespace Kiln.Training;

/// <summary>Learning rates epoch by epoch, for <see cref="TrainingOptions.LearningRates"/>.</summary>
/// <remarks>A schedule is a list, so any other is one too: <c>[0.1, 0.1, 0.02]</c>. What depends on how a training goes is <see cref="ReduceOnPlateau"/>, or a loop over
/// <see cref="Trainer.Epochs"/>, between whose turns the optimizer's rate may change.</remarks>
public static class Schedules
{
    /// <summary>A rate that falls by a factor every so many epochs.</summary>
    /// <param name="rate">The first.</param>
    /// <param name="epochs">How many epochs; at least 1.</param>
    /// <param name="every">Epochs between two falls; at least 1.</param>
    /// <param name="factor">What the rate is multiplied by; 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static IReadOnlyList<double> Step(double rate, int epochs, int every, double factor = 0.1)
    {
        Check(rate, epochs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(every);
        ArgumentOutOfRangeException.ThrowIfNegative(factor);
        return [.. Enumerable.Range(0, epochs).Select(epoch => rate * Math.Pow(factor, epoch / every))];
    }

    /// <summary>A rate that rises evenly at first, and then falls along half a cosine (Loshchilov and Hutter 2016, arXiv:1608.03983):
    /// <c>last + (rate − last)·(1 + cos(π·t))/2</c>, where t goes from 0 to 1 over the epochs after the rise.</summary>
    /// <param name="rate">The highest.</param>
    /// <param name="epochs">How many epochs; at least 1.</param>
    /// <param name="warmUp">Epochs of the rise: the first has <c>rate/(warmUp + 1)</c>; 0 or more, below <paramref name="epochs"/>.</param>
    /// <param name="last">The lowest, in the last epoch; 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static IReadOnlyList<double> Cosine(double rate, int epochs, int warmUp = 0, double last = 0)
    {
        Check(rate, epochs);
        ArgumentOutOfRangeException.ThrowIfNegative(warmUp);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(warmUp, epochs);
        ArgumentOutOfRangeException.ThrowIfNegative(last);
        int falling = Math.Max(1, epochs - warmUp - 1);
        return WarmUp([.. Enumerable.Range(0, epochs - warmUp).Select(epoch => last + ((rate - last) * (1 + Math.Cos(Math.PI * epoch / falling)) / 2))], warmUp);
    }

    /// <summary>Any schedule after epochs in which the rate rises evenly to its first: epoch e of the rise, from 1, has <c>rates[0]·e/(epochs + 1)</c>.</summary>
    /// <param name="rates">The schedule that follows; at least one rate.</param>
    /// <param name="epochs">Epochs of the rise, before those of the schedule; 0 or more.</param>
    /// <exception cref="ArgumentException">There is no rate, or the number of epochs is below 0.</exception>
    public static IReadOnlyList<double> WarmUp(IReadOnlyList<double> rates, int epochs)
    {
        ArgumentNullException.ThrowIfNull(rates);
        ArgumentOutOfRangeException.ThrowIfNegative(epochs);
        if (rates.Count == 0)
            throw new ArgumentException("at least one learning rate is needed", nameof(rates));

        return [.. Enumerable.Range(1, epochs).Select(epoch => rates[0] * epoch / (epochs + 1)), .. rates];
    }

    private static void Check(double rate, int epochs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epochs);
    }
}

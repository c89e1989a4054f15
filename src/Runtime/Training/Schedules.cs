namespace Kiln.Training;

/// <summary>Learning rates epoch by epoch, for <see cref="TrainingOptions.LearningRates"/>.</summary>
/// <remarks>What depends on how a training goes is a loop over <see cref="Trainer.Epochs"/>, between whose turns the optimizer's rate may change.</remarks>
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
        return
        [
            .. Enumerable.Range(0, epochs).Select(epoch => epoch < warmUp
                ? rate * (epoch + 1) / (warmUp + 1)
                : last + ((rate - last) * (1 + Math.Cos(Math.PI * (epoch - warmUp) / falling)) / 2)),
        ];
    }

    private static void Check(double rate, int epochs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epochs);
    }
}

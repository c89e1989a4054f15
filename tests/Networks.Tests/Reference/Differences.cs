using Kiln.Networks.Tests.Support;
using Kiln.Numerics;

namespace Kiln.Networks.Tests.Reference;

/// <summary>Shifts entries of arrays and compares what the loss of a batch in training does with its gradients.</summary>
/// <param name="reference">The network.</param>
/// <param name="batch">The batch.</param>
internal sealed class Differences(ReferenceNetwork reference, Batch batch)
{
    private const double Shift = 1e-5;

    /// <summary>The differences' own error: the fifth derivative times the fourth power of the shift, and double rounding of the loss divided by the shift.</summary>
    private const double Tolerance = 1e-7;

    private const int EntriesOfAnArray = 8;

    private readonly double[] input = Array.ConvertAll(batch.Input, pixel => (double)pixel);
    private int compared, skipped;

    /// <summary>Checks every array that has a gradient, and the images.</summary>
    public static void Check(ReferenceNetwork reference, int images, int seed)
    {
        Batch batch = Batch.Draw(reference, images, seed);
        Differences differences = new(reference, batch);
        foreach (ParameterDescription array in reference.Description.Parameters.Where(array => array.Update == ParameterUpdate.Gradient))
        {
            Span<double> values = reference.Parameters.AsSpan(array.Offset, array.Length);
            differences.Check(array.Name, values, batch.Gradients.Parameters[array.Name].Values, () => reference.ForwardAgain(batch.Training, array.Layer));
        }

        differences.Check("the images", differences.input, batch.Gradients.Image.Values, differences.Forward);
        (int compared, int skipped) = (differences.compared, differences.skipped);
        Assert.True(compared > skipped, $"{skipped} of {compared + skipped} differences cross a kink");
    }

    private ReferenceRun Forward() => reference.Forward(input, reference.Description.InputShape.Height, reference.Description.InputShape.Width, training: true);

    private void Check(string what, Span<double> values, double[] gradient, Func<ReferenceRun> forward)
    {
        SeededRandom random = new(values.Length);
        for (int i = 0; i < Math.Min(EntriesOfAnArray, values.Length); i++)
            CheckEntry(what, values, gradient, forward, random.Next(values.Length));
    }

    private void CheckEntry(string what, Span<double> values, double[] gradient, Func<ReferenceRun> forward, int index)
    {
        double value = values[index], difference = 0;
        bool smooth = true;

        // (f(−2h) − 8 f(−h) + 8 f(h) − f(2h)) / 12h, for batch normalisation bends sharply where a batch hardly varies.
        foreach ((int steps, int factor) in new[] { (-2, 1), (-1, -8), (1, 8), (2, -1) })
        {
            values[index] = value + (steps * Shift);
            ReferenceRun run = forward();
            ReferenceLoss loss = reference.Loss(run, batch.Labels);
            smooth &= run.DecidesAs(batch.Training) && loss.DecidesAs(batch.Gradients.Loss);
            difference += factor * loss.Loss / (12 * Shift);
        }

        values[index] = value;
        if (!smooth)
        {
            skipped++;
            return;
        }

        Assert.True(
            Math.Abs(difference - gradient[index]) <= Tolerance * (1 + Math.Abs(difference) + (batch.Gradients.Loss.Loss / 100)),
            $"{what}: the gradient of entry {index} is {gradient[index]}, but the difference is {difference}");
        compared++;
    }
}

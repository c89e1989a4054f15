using Kiln.Networks.Tests.Reference;
using Kiln.Networks.Tests.Support;
using Kiln.Numerics;

namespace Kiln.Networks.Tests;

/// <summary>The reference's gradients are derivatives of its loss: central differences in double precision say so without sharing a line with them.</summary>
public class DifferenceTests
{
    private const double Shift = 1e-5;

    /// <summary>The differences' own error: the third derivative times the square of the shift, and double rounding divided by the shift.</summary>
    private const double Tolerance = 1e-7;

    private const int EntriesOfAnArray = 12;

    [Theory]
    [MemberData(nameof(Cases.Names), MemberType = typeof(Cases))]
    public void TheReferencesGradientsAreDifferencesOfItsLoss(string name)
    {
        using TrainableNetwork net = Cases.Named(name).Create(2, 1);
        Samples.Fill(net.Parameters, seed: 9);
        Batch batch = Batch.Draw(net, 2, seed: 9);
        ReferenceNetwork reference = new(net);
        double[] input = Array.ConvertAll(batch.Input, pixel => (double)pixel);
        Differences differences = new(batch, () => reference.Forward(input, net.Description.Input.Height, net.Description.Input.Width));

        foreach (ParameterDescription array in net.Description.Parameters)
            differences.Check(array.Name, reference.Parameters.AsMemory(array.Offset, array.Length), batch.Gradients.Parameters[array.Name].Values);

        differences.Check("the images", input, batch.Gradients.Image.Values);
        Assert.True(differences.Compared > differences.Skipped, $"{differences.Skipped} of {differences.Compared + differences.Skipped} differences cross a kink");
    }

    /// <summary>Shifts entries of an array and compares what the loss does with the gradient.</summary>
    private sealed class Differences(Batch batch, Func<ReferenceRun> forward)
    {
        public int Compared { get; private set; }

        public int Skipped { get; private set; }

        public void Check(string what, Memory<double> values, double[] gradient)
        {
            SeededRandom random = new(values.Length);
            for (int i = 0; i < Math.Min(EntriesOfAnArray, values.Length); i++)
                CheckEntry(what, values.Span, gradient, random.Next(values.Length));
        }

        private void CheckEntry(string what, Span<double> values, double[] gradient, int index)
        {
            double value = values[index];
            values[index] = value + Shift;
            ReferenceRun up = forward();
            values[index] = value - Shift;
            ReferenceRun down = forward();
            values[index] = value;
            if (!up.DecidesAs(batch.Run) || !down.DecidesAs(batch.Run))
            {
                Skipped++;
                return;
            }

            double difference = (new ReferenceLoss(up.Scores, batch.Labels).Objective - new ReferenceLoss(down.Scores, batch.Labels).Objective) / (2 * Shift);
            Assert.True(
                Math.Abs(difference - gradient[index]) <= Tolerance * (1 + Math.Abs(difference)),
                $"{what}: the gradient of entry {index} is {gradient[index]}, but the difference is {difference}");
            Compared++;
        }
    }
}

namespace Kiln.Inspection;

/// <summary>Gathers what a <see cref="TrainingDiagnosis"/> says of one layer.</summary>
internal sealed class LayerWatch
{
    private readonly TrainableNetwork network;
    private readonly int index;
    private readonly LayerDescription layer;
    private readonly Parameter[] arrays;
    private readonly float[][] before;
    private readonly bool[]? alive;
    private readonly RangeSum outputs = new(), gradients = new();
    private double updates;
    private int steps;

    /// <param name="network">The network.</param>
    /// <param name="index">Which of its layers.</param>
    public LayerWatch(TrainableNetwork network, int index)
    {
        (this.network, this.index) = (network, index);
        layer = network.Description.Layers[index];

        // What several layers share counts where it is declared.
        arrays = layer.WeightsOf is not null ? [] : [.. network.Parameters.Arrays.Where(array => array.Description.Update == ParameterUpdate.Gradient && array.Description.Layer == layer.Name)];
        before = [.. arrays.Select(array => new float[array.Description.Length])];
        alive = layer.Kind == "relu" && layer.Given("Leak") is 0 && layer.Stored ? new bool[layer.OutputShape.Count] : null;
    }

    /// <summary>What was seen.</summary>
    public LayerDiagnosis Result => new(
        layer.Name,
        layer.Kind,
        outputs.Range,
        alive is null ? null : (double)alive.Count(unit => !unit) / alive.Length,
        gradients.Range,
        steps == 0 ? null : updates / steps);

    /// <summary>Looks at the outputs and the gradients.</summary>
    public void BeforeStep()
    {
        if (layer.Stored || layer.IsLoss)
        {
            ReadOnlySpan<float> output = network.LayerOutput(index);
            outputs.Add(output);
            for (int i = 0; i < output.Length && alive is not null; i++)
                alive[i % alive.Length] |= output[i] != 0;
        }

        foreach ((Parameter array, float[] values) in arrays.Zip(before))
        {
            gradients.Add(network.Gradient(array.Description));
            array.Values.CopyTo(values);
        }
    }

    /// <summary>Looks at how far the parameters have moved.</summary>
    public void AfterStep()
    {
        double moved = 0, length = 0;
        foreach ((Parameter array, float[] values) in arrays.Zip(before))
        {
            for (int i = 0; i < values.Length; i++)
            {
                double change = (double)array.Values[i] - values[i];
                moved += change * change;
                length += (double)values[i] * values[i];
            }
        }

        if (length == 0)
            return;

        updates += Math.Sqrt(moved / length);
        steps++;
    }

    /// <summary>Least, greatest and sum of squares.</summary>
    private sealed class RangeSum
    {
        private float least = float.PositiveInfinity, greatest = float.NegativeInfinity;
        private double squares;
        private long count;

        public ValueRange? Range => count == 0 ? null : new(least, greatest, Math.Sqrt(squares / count));

        public void Add(ReadOnlySpan<float> values)
        {
            foreach (float value in values)
            {
                (least, greatest) = (Math.Min(least, value), Math.Max(greatest, value));
                squares += (double)value * value;
            }

            count += values.Length;
        }
    }
}

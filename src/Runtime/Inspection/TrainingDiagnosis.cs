using System.Globalization;
using Kiln.Data;
using Kiln.Numerics;
using Kiln.Training;

namespace Kiln.Inspection;

/// <summary>How a training is doing, layer by layer, as MatConvNet's plotDiagnostics shows: what the layers compute, which units are dead, and how far a step moves the weights.</summary>
/// <remarks>A share of about 0.001 of the weights that a step moves is usual; much more says that the learning rate is too high, much less that it is too low or that the gradients vanish.</remarks>
/// <example><code>Console.WriteLine(TrainingDiagnosis.Of(net, images, count: 500));</code></example>
public sealed class TrainingDiagnosis
{
    private const string NotApplicable = "n/a";

    private TrainingDiagnosis(IReadOnlyList<LayerDiagnosis> layers, int images) => (Layers, Images) = (layers, images);

    /// <summary>The layers in order, the inputs first.</summary>
    public IReadOnlyList<LayerDiagnosis> Layers { get; }

    /// <summary>How many images were seen.</summary>
    public int Images { get; }

    /// <summary>Takes training steps on some images and watches the layers. Afterwards parameters, optimizer and <see cref="TrainableNetwork.StepCount"/> are as before, bit by bit.</summary>
    /// <param name="network">The network; its batches are as large as it takes.</param>
    /// <param name="images">The images.</param>
    /// <param name="count">How many of them to see, at least 1; all, if there are fewer.</param>
    /// <param name="seed">Which they are, and their random changes.</param>
    /// <returns>What was seen.</returns>
    /// <exception cref="ArgumentException">The images do not fit the network.</exception>
    /// <exception cref="InvalidOperationException">The network has no loss.</exception>
    public static TrainingDiagnosis Of(TrainableNetwork network, IImageSource images, int count = 1000, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        int[] order = [.. Enumerable.Range(0, images.Count)];
        SeededRandom random = new(seed);
        random.Shuffle(order.AsSpan());
        order = order[..Math.Min(count, order.Length)];

        float[] parameters = network.Parameters.Values.ToArray();
        network.Optimizer.Attach(network.Parameters);
        float[][] state = [.. network.Optimizer.State.Select(one => one.Values.Span.ToArray())];
        long steps = network.StepCount;
        try
        {
            LayerWatch[] watches = [.. network.Description.Layers.Select((_, index) => new LayerWatch(network, index))];
            PreparedBatch batch = new(network.MaxBatch, network.Description.InputFloats, images.LabelsPerImage);
            foreach (int[] indices in order.Chunk(network.MaxBatch))
            {
                batch.Fill(images, indices, seed, epoch: 1, random);
                network.ComputeGradients(batch.Input, batch.Labels);
                foreach (LayerWatch watch in watches)
                    watch.BeforeStep();
                network.Optimizer.Step();
                foreach (LayerWatch watch in watches)
                    watch.AfterStep();
            }

            return new TrainingDiagnosis([.. watches.Select(watch => watch.Result)], order.Length);
        }
        finally
        {
            parameters.CopyTo(network.Parameters.Edit());
            foreach ((OptimizerState kept, float[] values) in network.Optimizer.State.Zip(state))
                values.CopyTo(kept.Values.Span);
            network.StepCount = steps;
        }
    }

    /// <summary>A table with a row for every layer; <c>n/a</c> where a layer has no such number or its output is not stored.</summary>
    public override string ToString() => TextTable.Format(
    [
        ["layer", "type", "output from", "to", "rms", "dead %", "gradient from", "to", "rms", "update/weights"],
        .. Layers.Select(layer => (IReadOnlyList<string>)
        [
            layer.Layer, layer.Kind,
            .. Show(layer.Output), layer.DeadUnits is { } dead ? (100 * dead).ToString("F1", CultureInfo.InvariantCulture) : NotApplicable,
            .. Show(layer.Gradient), Show(layer.RelativeUpdate),
        ]),
    ]);

    private static IEnumerable<string> Show(ValueRange? range) => [Show(range?.Least), Show(range?.Greatest), Show(range?.RootMeanSquare)];

    private static string Show(double? value) => value is { } number ? number.ToString("G3", CultureInfo.InvariantCulture) : NotApplicable;
}

/// <summary>What a diagnosis saw of one layer.</summary>
/// <param name="Layer">Its name.</param>
/// <param name="Kind">The attribute's name in lower case.</param>
/// <param name="Output">Of its outputs over all images, as training computes them; null where they are not stored.</param>
/// <param name="DeadUnits">The share, 0 to 1, of the outputs of a rectification without leak that are 0 for every image; null for another layer, or where they are not stored.</param>
/// <param name="Gradient">Of the gradients by its parameters over all steps; null where it has none that follow gradients.</param>
/// <param name="RelativeUpdate">The length of the change of its parameters in a step by their length before it, averaged over the steps; null where it has none that follow gradients, or where these are all 0.</param>
public sealed record LayerDiagnosis(string Layer, string Kind, ValueRange? Output, double? DeadUnits, ValueRange? Gradient, double? RelativeUpdate);

/// <summary>Where some numbers lie.</summary>
/// <param name="Least">The smallest.</param>
/// <param name="Greatest">The largest.</param>
/// <param name="RootMeanSquare">The root of the mean of their squares.</param>
public readonly record struct ValueRange(double Least, double Greatest, double RootMeanSquare);

using Kiln.Interchange.Onnx;
using Kiln.Interchange.Tests.Support;

namespace Kiln.Interchange.Tests.Onnx;

/// <summary>Holds what ONNX Runtime computes from a written model against the network itself.</summary>
internal static class OnnxAgreement
{
    private const float Tolerance = 1e-4f;

    /// <summary>Compares all outputs that can be read, some images a call.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batches">How many images the calls have.</param>
    /// <returns>How many outputs were compared.</returns>
    public static int Check(ImageNetwork network, params ReadOnlySpan<int> batches)
    {
        using OnnxRun run = new(OnnxFile.Write(network.Parameters, new OnnxOptions { Network = network.Description }));
        int compared = 0;
        foreach (int images in batches)
        {
            Dictionary<string, (Shape Shape, float[] Maps)> inputs = Inputs(network.Description, images, shape => shape);
            ReadOnlySpan<float> scores = network.Forward(Interleaved(network.Description, inputs, images));
            Dictionary<string, float[]> theirs = run.Forward(images, inputs);
            compared += Compare(network, scores.ToArray(), theirs);
        }

        return compared / batches.Length;
    }

    /// <summary>The same of a network that reads maps of any extents.</summary>
    public static int Check(MapNetwork network, int height, int width)
    {
        using OnnxRun run = new(OnnxFile.Write(network.Parameters, new OnnxOptions { Network = network.Description }));
        Dictionary<string, (Shape Shape, float[] Maps)> inputs = Inputs(network.Description, 1, shape => shape.Height == 0 ? shape with { Height = height, Width = width } : shape);
        float[] scores = network.Forward(inputs.Values.SelectMany(input => input.Maps).ToArray(), height, width).ToArray();
        return Compare(network, scores, run.Forward(1, inputs));
    }

    private static Dictionary<string, (Shape Shape, float[] Maps)> Inputs(NetworkDescription network, int images, Func<Shape, Shape> extents) =>
        network.Layers.Take(network.InputCount).Index().ToDictionary(
            input => input.Item.Name,
            input => extents(input.Item.OutputShape) is var shape ? (shape, Weights.Numbers(images * shape.Count, seed: 7 + input.Index)) : default);

    /// <summary>Image by image, each the maps of all inputs.</summary>
    private static float[] Interleaved(NetworkDescription network, Dictionary<string, (Shape Shape, float[] Maps)> inputs, int images) =>
    [
        .. Enumerable.Range(0, images).SelectMany(image => network.Layers.Take(network.InputCount).SelectMany(input =>
            inputs[input.Name].Maps.AsSpan(image * input.OutputShape.Count, input.OutputShape.Count).ToArray())),
    ];

    private static int Compare(Network network, float[] scores, Dictionary<string, float[]> theirs)
    {
        string last = Scores(network.Description);
        int compared = 0;
        foreach ((string name, float[] values) in theirs)
        {
            float[]? ours = name == last ? scores : Stored(network.Layers.First(layer => layer.Name == name));
            if (ours is null)
                continue;

            Agree($"{network.Description.Name} {name}", ours, values);
            compared++;
        }

        return compared;
    }

    /// <summary>The layer whose output a call returns: what the loss of the largest weight reads, or the last.</summary>
    private static string Scores(NetworkDescription network) =>
        network.Layers.Where(layer => layer.IsLoss && layer.Option("Weight") > 0).MaxBy(loss => loss.Option("Weight"))?.Inputs[0] ?? network.Layers.Last(layer => !layer.IsLoss).Name;

    private static float[]? Stored(Layer layer)
    {
        try
        {
            return layer.Output.ToArray();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static void Agree(string what, float[] ours, float[] theirs)
    {
        Assert.True(ours.Length == theirs.Length, $"{what}: ours has {ours.Length} numbers, ONNX Runtime's {theirs.Length}");
        float largest = theirs.Max(Math.Abs), difference = ours.Zip(theirs, (a, b) => Math.Abs(a - b)).Max();
        Assert.True(largest > 0 && difference <= Tolerance * largest, $"{what}: the largest difference is {difference}, where the largest number is {largest}");
    }
}

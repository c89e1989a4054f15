using Kiln.Checkpoints;
using Kiln.Interchange.Declarations;
using Kiln.Interchange.Tests.Onnx;
using Kiln.Interchange.Tests.Support;

namespace Kiln.Import.Tests.Support;

/// <summary>Holds an imported model, compiled, against what ONNX Runtime computes from the same file.</summary>
internal static class ImportAgreement
{
    private const float Tolerance = 1e-4f;

    /// <summary>Declares, compiles, loads and runs a model.</summary>
    /// <param name="model">The bytes of the file.</param>
    /// <param name="images">How many images a call has.</param>
    /// <param name="input">Extents of inputs that are free.</param>
    /// <param name="blocks">Whether what repeats becomes blocks.</param>
    /// <param name="isText">Whether images are dark bars on a light ground, on which a detector of text has something to say, and not random numbers.</param>
    /// <returns>The declaration.</returns>
    public static string Check(byte[] model, int images, Shape? input = null, bool blocks = false, bool isText = false)
    {
        ImportedNetwork imported = NetworkImport.Read(model, new ImportOptions { Name = "the model", Input = input });
        DeclaredNetwork declared = imported.Declare(new DeclarationOptions { Class = "Imported", Source = "the model", Blocks = blocks });
        using TemporaryFolder folder = new();
        declared.SaveWeights(folder["net.kiln"]);

        using NetworkBuild build = NetworkBuild.Analyzed(declared.Text);
        using ImageNetwork network = build.Create("Imported", images, threads: 2);
        WeightsFile.Load(folder["net.kiln"], network.Parameters);
        Compare(network, declared.Weights.Network, model, images, isText);
        return declared.Text;
    }

    private static void Compare(ImageNetwork network, NetworkDescription declared, byte[] model, int images, bool isText)
    {
        using OnnxRun run = new(model);
        LayerDescription[] layers = [.. network.Description.Layers.Take(network.Description.InputCount)];

        // An input that no output needs is none of the declaration.
        string[] read = layers.Length == run.Inputs.Count ? [.. run.Inputs] : [.. layers.Select(layer => layer.Name)];
        (Shape Shape, float[] Maps)[] maps = [.. layers.Select((layer, index) => (layer.OutputShape, isText ? Bars(images, layer.OutputShape) : Weights.Numbers(images * layer.OutputShape.Count, seed: 7 + index)))];
        Dictionary<string, (Shape Shape, float[] Maps)> given = read.Zip(maps).ToDictionary(pair => pair.First, pair => pair.Second);
        foreach (string unread in run.Inputs.Except(read))
        {
            Shape shape = run.ShapeOf(unread);
            given[unread] = (shape, new float[images * shape.Count]);
        }

        Dictionary<string, float[]> theirs = run.Forward(images, given);

        float[] scores = network.Forward([.. Enumerable.Range(0, images).SelectMany(image => maps.SelectMany(map => map.Maps.AsSpan(image * map.Shape.Count, map.Shape.Count).ToArray()))]).ToArray();
        string[] outputs = [.. declared.Layers.Where(layer => layer.Stored).Select(layer => layer.Name)];
        Assert.Equal(theirs.Count, outputs.Length);
        foreach (string output in outputs)
        {
            float[] ours = output == outputs[^1] ? scores : network.Layers.First(layer => layer.Name == output).Output.ToArray();
            float[] expected = theirs.Count == 1 ? theirs.Values.Single() : theirs.First(their => Letters(their.Key) == Letters(output)).Value;
            float largest = expected.Max(Math.Abs);
            Assert.Equal(expected.Length, ours.Length);
            float difference = ours.Zip(expected, (a, b) => Math.Abs(a - b)).Max();
            Assert.True(largest > 0 && difference <= Tolerance * largest, $"{output}: the largest difference is {difference}, where the largest number is {largest}");
        }
    }

    private static float[] Bars(int images, Shape shape)
    {
        float[] maps = new float[images * shape.Count];
        for (int i = 0; i < maps.Length; i++)
        {
            int pixel = i / shape.Channels, column = pixel % shape.Width, row = pixel / shape.Width % shape.Height;
            maps[i] = row % 20 is > 5 and < 16 && column % 5 < 2 && column % 30 < 24 ? -2 : 2;
        }

        return maps;
    }

    /// <summary>The letters and digits of a name: characters that no property can have are underscores in it.</summary>
    private static string Letters(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit));
}

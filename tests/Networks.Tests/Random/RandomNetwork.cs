using System.Text;

namespace Kiln.Networks.Tests.Random;

/// <summary>A network made up by chance, always a valid one.</summary>
internal sealed class RandomNetwork
{
    /// <summary>More is left out, so that thousands of networks take minutes.</summary>
    private const long MostWork = 60_000;

    private readonly Shape input;
    private readonly List<RandomLayer> layers = [];

    /// <summary>Fits the drawn layers to one another.</summary>
    /// <param name="input">The image.</param>
    /// <param name="drawn">The layers; those that would make too much work are left out.</param>
    /// <param name="compile">Whether neighbouring layers are fused, and convolutions may be transformed.</param>
    /// <param name="capacity">The most images of one call.</param>
    /// <param name="seed">Of its parameters and images.</param>
    public RandomNetwork(Shape input, IEnumerable<RandomLayer> drawn, (bool Fuse, bool Fast) compile, int capacity, int seed)
    {
        this.input = input;
        (Fuse, Fast) = compile;
        (Capacity, Seed) = (capacity, seed);
        Shape shape = input;
        long work = 0;
        foreach (RandomLayer layer in drawn.Select(layer => layer.On(shape)))
        {
            work += layer.Work(shape);
            if (work > MostWork)
                break;

            layers.Add(layer);
            shape = layer.Output(shape);
        }

        if (layers.Count == 0)
            layers.Add(new RandomLayer(RandomKind.Relu, 1, 1, 1, 1, default, 0, false, false));
    }

    public bool Fuse { get; }

    public bool Fast { get; }

    public int Capacity { get; }

    public int Seed { get; }

    /// <summary>The extents of the reader of one size: a little more than the image.</summary>
    public (int Height, int Width) ReaderExtent => (input.Height + (Seed % 3), input.Width + (Seed % 5));

    /// <summary>Whether there is a reader of a fixed extent: of every third network, as kernels cost time to compile.</summary>
    public bool HasFixedReader => Seed % 3 == 0;

    /// <summary>Whether there is a reader of any extent.</summary>
    public bool HasAnyReader => Seed % 3 == 1;

    /// <summary>The class and its readers.</summary>
    public string Declare(string name)
    {
        StringBuilder text = new();
        string options = $"Fuse = {(Fuse ? "true" : "false")}, Fast = {(Fast ? "true" : "false")}";
        text.AppendLine($"[Network({options})]");
        text.AppendLine($"public sealed partial class {name}\n{{");
        text.AppendLine($"    [Input({input.Height}, {input.Width}, {input.Channels})] public partial Layer Image {{ get; }}");
        for (int i = 0; i < layers.Count; i++)
            text.AppendLine($"    {layers[i].Declare()} public partial {(layers[i].Kind == RandomKind.Conv ? "ConvLayer" : "Layer")} L{i + 1} {{ get; }}");

        text.AppendLine("    [SoftmaxLoss] public partial LossLayer Loss { get; }\n}\n");
        (int height, int width) = ReaderExtent;
        if (HasFixedReader)
            text.AppendLine($"[InferenceOf<{name}>(Height = {height}, Width = {width}, {options})] public sealed partial class {name}Fixed;");
        if (HasAnyReader)
            text.AppendLine($"[InferenceOf<{name}>({options})] public sealed partial class {name}Any;");
        return text.ToString();
    }

    public override string ToString() => $"capacity {Capacity}, seed {Seed}\n{Declare("Net")}";
}

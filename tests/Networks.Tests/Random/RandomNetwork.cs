using System.Globalization;
using System.Text;

namespace Kiln.Networks.Tests.Random;

/// <summary>How a random network is compiled and run.</summary>
/// <param name="Fuse">Whether neighbouring layers are fused.</param>
/// <param name="Winograd">Whether convolutions may be transformed.</param>
/// <param name="Losses">How many losses it has; 0 for a network that only infers.</param>
/// <param name="MaxBatch">The most images of one call.</param>
/// <param name="MostWork">Multiply-adds per image.</param>
/// <param name="Seed">Of its parameters and images, and of how loose ends are joined.</param>
internal sealed record RandomSettings(bool Fuse, bool Winograd, int Losses, int MaxBatch, long MostWork, int Seed);

/// <summary>A network made up by chance, always a valid one.</summary>
internal sealed class RandomNetwork
{
    /// <summary>Those of which the reference has a twin.</summary>
    private const string Functions = """
            private static float Swish(float x) => x / (1 + System.MathF.Exp(-x));
            private static float HardSwish(float x) => x * System.MathF.Min(System.MathF.Max(x + 3, 0), 6) / 6;
            private static float Gate(float value, float gate) => value / (1 + System.MathF.Exp(-gate));
        """;

    private readonly RandomGraph graph;
    private readonly List<(int Head, string Weight)> losses = [];

    /// <summary>Fits the drawn layers to one another.</summary>
    /// <param name="input">The image.</param>
    /// <param name="drawn">The layers; those that would make too much work are left out.</param>
    /// <param name="settings">What else was drawn.</param>
    public RandomNetwork(Shape input, IEnumerable<RandomLayer> drawn, RandomSettings settings)
    {
        Settings = settings;
        graph = new RandomGraph(input, settings.MostWork) { KeepsEnds = settings.Losses > 0 && Seed % 5 == 0 };
        AddInputs(input);
        int inputs = graph.Nodes.Count;
        foreach (RandomLayer layer in drawn)
            graph.Add(layer);

        if (graph.Nodes.Count == inputs)
            graph.Add(new RandomLayer(RandomKind.Relu, 0, 1, 1, (1, 1), default, 1, 0), 0);

        graph.JoinEnds(Math.Max(1, settings.Losses), Seed);
        if (settings.Losses == 1)
            losses.Add((graph.Ends.Single(), Weight(0)));
        else if (settings.Losses > 1)
            AddHeads();

        // Whether a value that is 0 was dropped cannot be seen, but a gradient by it says so.
        if (losses.Count > 0 && !Drops)
            graph.KeepGradients(losses.Select(loss => loss.Head), Seed);

        RandomExtents extents = new(graph.Nodes);
        bool isFree = graph.Nodes.Where(node => node.Kind == RandomKind.Input).All(node => (node.Output.Height, node.Output.Width) == (input.Height, input.Width)) && !graph.Nodes.Any(node => node.HasOwnExtents);
        HasFixedReader = isFree && Seed % 3 == 0 && extents.Fits(ReaderExtent.Height, ReaderExtent.Width);
        HasAnyReader = isFree && Seed % 3 == 1 && extents.FitsAny();
    }

    public RandomSettings Settings { get; }

    public int MaxBatch => Settings.MaxBatch;

    public int Seed => Settings.Seed;

    public bool Trains => losses.Count > 0;

    /// <summary>Whether it computes maps again in training: one network in three.</summary>
    public bool Recomputes => Trains && Seed % 3 == 2;

    /// <summary>Whether it drops values in training.</summary>
    public bool Drops => graph.Nodes.Any(node => node.Kind == RandomKind.Dropout);

    /// <summary>The extents of the reader of one size: a little more than the image.</summary>
    public (int Height, int Width) ReaderExtent => (graph.Nodes[0].Output.Height + (Seed % 3), graph.Nodes[0].Output.Width + (Seed % 5));

    /// <summary>Whether there is a reader of a fixed extent: of every third network, as kernels cost time to compile.</summary>
    public bool HasFixedReader { get; }

    /// <summary>Whether there is a reader of any extent.</summary>
    public bool HasAnyReader { get; }

    /// <summary>One network in five has further inputs: as large as the first, a row of numbers, or of any extents.</summary>
    private void AddInputs(Shape input)
    {
        if (Seed % 5 > 0)
            return;

        graph.AddInput((Seed / 5 % 4) switch
        {
            0 => input,
            1 => input with { Channels = 1 + (Seed % 7) },
            2 => new Shape(1, 1, 1 + (Seed % 17)),
            _ => new Shape(1 + (Seed % 6), 1 + (Seed % 9), 1 + (Seed % 5)),
        });
        if (Seed / 20 % 3 == 0)
            graph.AddInput(input);
    }

    /// <summary>The class and its readers.</summary>
    public string Declare(string name)
    {
        StringBuilder text = new();
        string options = $"Fuse = {(Settings.Fuse ? "true" : "false")}, Winograd = {(Settings.Winograd ? "true" : "false")}";
        text.AppendLine($"[Network({options}{(Recomputes ? ", Recompute = true" : "")}{(Trains ? "" : Halves(2))})]").AppendLine($"public sealed partial class {name}").AppendLine("{");
        if (graph.Nodes.Any(node => node.Kind == RandomKind.Function))
            text.AppendLine(Functions);

        DeclareLayers(text);
        text.AppendLine("}").AppendLine();
        (int height, int width) = ReaderExtent;
        if (HasFixedReader)
            text.AppendLine(CultureInfo.InvariantCulture, $"[InferenceOf<{name}>(Height = {height}, Width = {width}, {options}{Halves(6)})] public sealed partial class {name}Fixed;");
        if (HasAnyReader)
            text.AppendLine($"[InferenceOf<{name}>({options}{Halves(6)})] public sealed partial class {name}Any;");
        return text.ToString();
    }

    /// <summary>Half weights in some of the networks that only infer.</summary>
    private string Halves(int every) => Seed % every < every / 2 ? ", Weights = WeightPrecision.Half" : "";

    /// <summary>Positional arguments first, then the layer that is read unless it is the line above, then the rest.</summary>
    private static string[] Arguments(RandomNode node, IReadOnlyList<RandomNode> nodes, string above)
    {
        string[] inputs = [.. node.Inputs.Select(index => nodes[index].Name)];
        IEnumerable<string> names = inputs.Select(name => $"nameof({name})");
        if (node.Lists)
            return [.. names, .. node.Arguments];

        if (inputs.Length > 1)
            return [node.Arguments[0], .. names, .. node.Arguments.Skip(1)];

        string[] from = inputs.Length == 0 || inputs[0] == above ? [] : [$"From = {names.Single()}"];
        return [.. node.Arguments.Where(argument => !argument.Contains('=', StringComparison.Ordinal)), .. from, .. node.Arguments.Where(argument => argument.Contains('=', StringComparison.Ordinal))];
    }

    private void DeclareLayers(StringBuilder text)
    {
        string above = "";
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            RandomNode node = graph.Nodes[i];
            Line(node.Attribute, Arguments(node, graph.Nodes, above), node.Type, node.Name);

            // Losses stand right after their scores, or all at the end.
            for (int loss = 0; loss < losses.Count; loss++)
            {
                (int head, string weight) = losses[loss];
                bool isAfter = Seed % 2 == 0 && graph.Nodes[head].Kind != RandomKind.Input;
                if (isAfter ? head != i : i < graph.Nodes.Count - 1)
                    continue;

                Loss(LossKind(head, loss), head, weight, $"Loss{loss + 1}");
                if ((Seed + loss) % 4 == 0 && Labels is not LossLabels.Numbers)
                    Loss(Labels is LossLabels.Signs ? "BinaryError" : "ClassError", head, "", $"Errors{loss + 1}");
            }
        }

        void Loss(string kind, int head, string weight, string name)
        {
            string from = graph.Nodes[head].Name == above ? "" : $"From = nameof({graph.Nodes[head].Name})";
            Line(kind, [.. new[] { from, weight }.Where(argument => argument.Length > 0)], "LossLayer", name);
        }

        void Line(string attribute, string[] arguments, string type, string name)
        {
            string inside = arguments.Length == 0 ? "" : $"({string.Join(", ", arguments)})";
            text.AppendLine($"    [{attribute}{inside}] public partial {type} {name} {{ get; }}");
            above = name;
        }
    }

    /// <summary>Scores of one shape for every end, and further losses over what is there.</summary>
    private void AddHeads()
    {
        int classes = 2 + (Seed % 9);
        foreach (int end in graph.Ends)
        {
            graph.AddHead(end, classes, Seed);
            losses.Add((graph.Nodes.Count - 1, Weight(losses.Count)));
        }

        while (losses.Count < Settings.Losses)
        {
            // Over the same scores, or over others of a layer in the middle.
            int head = losses[0].Head;
            if ((Seed + losses.Count) % 3 > 0)
            {
                graph.AddHead((Seed + losses.Count) % graph.Nodes.Count, classes, Seed);
                head = graph.Nodes.Count - 1;
            }

            losses.Add((head, Weight(losses.Count)));
        }
    }

    /// <summary>What its losses compare scores with: all are given the same labels.</summary>
    private LossLabels Labels => (LossLabels)Math.Max(0, (Seed / 11 % 5) - 2);

    /// <summary>A kind of loss; of logarithms where the scores are probabilities.</summary>
    private string LossKind(int head, int loss)
    {
        RandomNode scores = graph.Nodes[head];
        int draw = (Seed / 3) + loss;

        // Where a layer is left out in inference, its loss reads what are no probabilities.
        return (Labels, scores.PassesThrough ? RandomKind.Input : scores.Kind) switch
        {
            (LossLabels.Classes, RandomKind.Softmax) => draw % 2 == 0 ? "LogLoss" : "SoftmaxLoss",
            (LossLabels.Classes, _) => (draw % 5) switch { 0 => "HingeLoss", 1 when scores.Output.Channels > 1 => "StructuredHingeLoss", _ => "SoftmaxLoss" },
            (LossLabels.Signs, RandomKind.Sigmoid) => draw % 2 == 0 ? "BinaryLogLoss" : "LogisticLoss",
            (LossLabels.Signs, _) => draw % 2 == 0 ? "BinaryHingeLoss" : "LogisticLoss",
            _ => (draw % 3) switch { 0 => "SquaredLoss", 1 => "AbsoluteLoss", _ => "HuberLoss" },
        };
    }

    private string Weight(int loss)
    {
        string weight = (((Seed / 7) + loss) % 4) switch
        {
            0 => "",
            1 => "Weight = 0.3",
            2 => "Weight = 2",
            _ => "Weight = 0.5",
        };
        return (Seed + (loss * 5)) % 7 > 0 ? weight : weight.Length == 0 ? "AveragePixels = true" : $"{weight}, AveragePixels = true";
    }

    public override string ToString() => $"maxBatch {MaxBatch}, seed {Seed}\n{Declare("Net")}";
}

using System.Globalization;
using Kiln.Interchange.Declarations;
using Kiln.Interchange.Onnx.Import.Operators;

namespace Kiln.Interchange.Onnx.Import;

/// <summary>Goes through the nodes of a file in order, and makes lines of a declaration of them.</summary>
internal sealed class ImportGraph
{
    /// <summary>The most floats of a map that a network can have.</summary>
    private const int MostFloats = 1 << 28;

    /// <summary>The most nodes: more than any network has that can be compiled.</summary>
    private const int MostNodes = 10_000;

    private readonly OnnxContent content;
    private readonly Dictionary<string, object> values = [];
    private readonly Dictionary<string, LayerLine> owners = [];
    private readonly List<LayerLine> lines = [];
    private readonly List<string> problems = [];

    private ImportGraph(OnnxContent content) => this.content = content;

    /// <summary>The version of the operators.</summary>
    public long Opset => content.Opset;

    /// <summary>How many images the graph counts with: 1 where any number may come.</summary>
    public long Batch { get; private set; } = 1;

    /// <summary>The lines of a model.</summary>
    /// <param name="content">What the file holds.</param>
    /// <param name="subject">What messages call it.</param>
    /// <param name="input">Extents of inputs whose own are free; null if there are none.</param>
    /// <exception cref="InterchangeException">Something cannot be said as layers; the message lists all that cannot.</exception>
    public static List<LayerLine> Lines(OnnxContent content, string subject, Shape? input)
    {
        ImportGraph graph = new(content);
        graph.Read(input);
        return graph.problems.Count == 0 ? graph.lines : throw new InterchangeException(subject, "has what cannot be declared", graph.problems);
    }

    /// <summary>A value by its name: a <see cref="MapView"/> or a <see cref="ConstantValue"/>.</summary>
    /// <exception cref="UnknownValueException">It has none, because of a problem that has been noted.</exception>
    public object Find(string name)
    {
        if (values.TryGetValue(name, out object? value))
            return value;

        if (content.Initializers.TryGetValue(name, out OnnxTensor? tensor))
            return values[name] = ConstantValue.Of(tensor);

        throw new UnknownValueException();
    }

    /// <summary>Gives a value its name.</summary>
    public void Define(string name, object value) => values[name] = value;

    /// <summary>Adds a line below all others.</summary>
    /// <exception cref="UnsupportedException">Its map is larger than a network can have.</exception>
    public void Add(LayerLine line)
    {
        Shape map = line.Output;
        if (map.Height < 1 || map.Width < 1 || map.Channels < 1 || (Int128)map.Height * map.Width * map.Channels > MostFloats)
            throw new UnsupportedException($"makes a map of {map}, where 1 to {MostFloats.ToString(CultureInfo.InvariantCulture)} numbers were expected");

        lines.Add(line);
    }

    /// <summary>Gives a line the parameters of the first that reads the same tensors and has the same extents.</summary>
    public void Share(LayerLine line, string tensors)
    {
        if (!owners.TryAdd($"{line.Kind}\n{tensors}", line) && owners[$"{line.Kind}\n{tensors}"] is var owner && owner.Arrays.Count == line.Arrays.Count
            && owner.Arrays.Zip(line.Arrays).All(pair => pair.First.Dimensions.SequenceEqual(pair.Second.Dimensions)))
        {
            line.WeightsOf = owner;
        }
    }

    /// <summary>What a layer is called after a node.</summary>
    public string HintOf(OnnxNode node) => LayerNames.Hint(node, content.Producer == "Kiln");

    private void Read(Shape? input)
    {
        if (content.Opset is < 7 or > 23)
            problems.Add($"opset {content.Opset.ToString(CultureInfo.InvariantCulture)}: versions 7 to 23 of the operators are read");

        if (content.Nodes.Count > MostNodes)
            problems.Add($"{content.Nodes.Count.ToString(CultureInfo.InvariantCulture)} nodes: at most {MostNodes.ToString(CultureInfo.InvariantCulture)} are read");

        if (problems.Count > 0)
            return;

        foreach (OnnxValueInfo info in content.Inputs)
            Try(info.Name, () => Input(info, input));

        foreach (OnnxNode node in content.Nodes)
            Try(node.ToString(), () => Node(node));

        foreach (OnnxValueInfo info in content.Outputs)
            Try($"output {info.Name}", () => Output(info));

        if (problems.Count == 0 && content.Outputs.Count == 0)
            problems.Add("the graph has no output");
    }

    private void Try(string what, Action work)
    {
        try
        {
            work();
        }
        catch (UnsupportedException e)
        {
            problems.Add($"{what}: {e.Message}");
        }
        catch (OverflowException)
        {
            problems.Add($"{what}: its extents are larger than a network can have");
        }
        catch (UnknownValueException) when (problems.Count > 0)
        {
            // The problem before is why there is no value; this node has none of its own.
        }
        catch (UnknownValueException)
        {
            problems.Add($"{what}: reads what no node before it makes");
        }
    }

    private void Input(OnnxValueInfo info, Shape? given)
    {
        if (info.Element is not (OnnxElement.Float or OnnxElement.Float16 or OnnxElement.Double or OnnxElement.BFloat16))
            throw new UnsupportedException($"is an input of {info.Element}, where floats were expected");

        long[] extents = info.Dimensions;
        if (extents.Length is not (2 or 4))
            throw new UnsupportedException($"is an input of {extents.Length.ToString(CultureInfo.InvariantCulture)} dimensions, where N × channels × rows × columns, or N × numbers, was expected");

        Batch = Math.Max(Batch, extents[0]);
        Shape own = extents.Length == 2 ? new(1, 1, Extent(extents[1])) : new(Extent(extents[2]), Extent(extents[3]), Extent(extents[1]));
        Shape shape = own is { Height: > 0, Width: > 0, Channels: > 0 } ? own
            : given is { } wanted ? new(Chosen(own.Height, wanted.Height), Chosen(own.Width, wanted.Width), Chosen(own.Channels, wanted.Channels))
            : throw new UnsupportedException($"is an input of free extents; say which, rows × columns × channels, such as 224x224x{(own.Channels > 0 ? own.Channels : 3).ToString(CultureInfo.InvariantCulture)}");
        LayerLine line = new("input", shape) { Hint = LayerNames.OfPath(info.Name) };
        Add(line);
        Define(info.Name, extents.Length == 2 ? MapView.RowOf(line) : MapView.Of(line));

        static int Extent(long extent) => extent > MostFloats ? throw new UnsupportedException($"has an extent of {extent.ToString(CultureInfo.InvariantCulture)}") : (int)extent;

        static int Chosen(int own, int wanted) => own > 0 ? own : wanted;
    }

    private void Node(OnnxNode node)
    {
        Action<NodeImport> import = ImportOperators.Of(node);
        NodeImport one = new(this, node);
        import(one);
        string[] unread = [.. one.Unread];
        if (unread.Length > 0)
            throw new UnsupportedException($"{string.Join(", ", unread)} {(unread.Length == 1 ? "is an attribute that is" : "are attributes that are")} not known");
    }

    private void Output(OnnxValueInfo info)
    {
        if (Find(info.Name) is not MapView view)
            throw new UnsupportedException("does not depend on the images");

        if (view.Line.Kind == "input")
            throw new UnsupportedException("is an input as it is given");

        // A map of several pixels that was made one row would be in another order here.
        if (view.Groups.Any(group => group.Length > 1) || view.IsPadded)
            throw new UnsupportedException($"is {view}, a map whose rows, columns or channels were put into one extent; end the model with the map itself");

        view.Line.IsOutput = true;
        if (view.Line.Hint.Length == 0)
            view.Line.Hint = LayerNames.OfPath(info.Name);
    }
}

/// <summary>A value is asked for that no node has made.</summary>
internal sealed class UnknownValueException : Exception;

using System.Globalization;
using Kiln.Interchange.Declarations;
using Kiln.Interchange.Onnx.Import.Operators;

namespace Kiln.Interchange.Onnx.Import;

/// <summary>One node on its way into a declaration: what it reads, what is said of its operator, and where its value goes.</summary>
/// <param name="graph">The graph.</param>
/// <param name="node">The node.</param>
internal sealed class NodeImport(ImportGraph graph, OnnxNode node)
{
    private readonly HashSet<string> asked = [];

    /// <summary>The operator.</summary>
    public string Operation => node.Operation;

    /// <summary>The version of the operators.</summary>
    public long Opset => graph.Opset;

    /// <summary>How many images the graph counts with.</summary>
    public long Batch => graph.Batch;

    /// <summary>How many inputs are listed.</summary>
    public int Inputs => node.Inputs.Count;

    /// <summary>The name of the output.</summary>
    public string OutputName => node.Outputs.Count > 0 ? node.Outputs[0] : "";

    /// <summary>How many outputs are listed.</summary>
    public int Outputs => node.Outputs.Count;

    /// <summary>Attributes that no operator of the registry has asked for.</summary>
    public IEnumerable<string> Unread => node.Attributes.Keys.Where(name => !asked.Contains(name));

    /// <summary>Whether an input is there.</summary>
    public bool Has(int input) => input < node.Inputs.Count && node.Inputs[input].Length > 0;

    /// <summary>A whole number of the operator.</summary>
    public long Int(string name, long unlessGiven) => Given(name, OnnxAttributeType.Int)?.Int ?? unlessGiven;

    /// <summary>A number of the operator: the shortest that is that float.</summary>
    public double Number(string name, double unlessGiven) => Given(name, OnnxAttributeType.Float) is { } given ? Shortest(given.Float) : unlessGiven;

    /// <summary>Whole numbers of the operator; null without.</summary>
    public long[]? Ints(string name) => Given(name, OnnxAttributeType.Ints)?.Ints;

    /// <summary>A text of the operator.</summary>
    public string Text(string name, string unlessGiven) => Given(name, OnnxAttributeType.String)?.Text ?? unlessGiven;

    /// <summary>An attribute whatever its type; null without.</summary>
    public OnnxGivenAttribute? Any(string name)
    {
        asked.Add(name);
        return node.Attributes.GetValueOrDefault(name);
    }

    /// <summary>Checks that an attribute, if given, is the only value that has a meaning here.</summary>
    public void Require(string name, long value)
    {
        if (Int(name, value) is var given && given != value)
            throw new UnsupportedException($"{name} is {given.ToString(CultureInfo.InvariantCulture)}, where only {value.ToString(CultureInfo.InvariantCulture)} can be said");
    }

    /// <summary>Whether an input does not depend on the images.</summary>
    public bool IsConstant(int input) => Has(input) && graph.Find(node.Inputs[input]) is ConstantValue;

    /// <summary>An input that does not depend on the images.</summary>
    public ConstantValue Constant(int input, string what) => graph.Find(Named(input, what)) as ConstantValue
        ?? throw new UnsupportedException($"its {what} follow from the images, where constants were expected");

    /// <summary>A layer that it reads, whatever its view.</summary>
    public MapView View(int input = 0)
    {
        MapView view = graph.Find(Named(input, "input")) as MapView ?? throw new UnsupportedException("reads a constant where a map was expected");
        if (view.Line.Kind == Sampling.SwappedKind && Operation is not ("GridSample" or "Transpose"))
            throw new UnsupportedException("reads channels in another order, which only the points of GridSample can have");

        return !view.IsPadded ? view : throw new UnsupportedException("reads a map with zeros around it, which only convolutions, pools and slices with steps can");
    }

    /// <summary>A layer that it reads as N × channels × rows × columns.</summary>
    public LayerLine Map(int input = 0) => MapOf(View(input));

    /// <summary>The same with the zeros that are around it.</summary>
    public LayerLine PaddedMap(int input, out WindowDescription pads)
    {
        pads = graph.Find(Named(input, "input")) is MapView { IsPadded: true } padded ? padded.Pads : WindowDescription.None;
        return pads == WindowDescription.None ? Map(input) : ((MapView)graph.Find(node.Inputs[input])).Line;
    }

    /// <summary>Adds a layer that reads and makes maps, seen as N × channels × rows × columns.</summary>
    public void OutputMap(LayerLine line) => Output(MapView.Of(Add(line)));

    /// <summary>Adds a layer whose value is seen in a way that is given.</summary>
    public void Output(LayerLine line, MapView like) => Output(like.With(Add(line)));

    /// <summary>Makes one of several values of the node.</summary>
    public void Output(int output, MapView view) => graph.Define(node.Outputs[output], view);

    /// <summary>Makes the value of the node without a layer of its own.</summary>
    public void Output(object value) => graph.Define(OutputName, value);

    /// <summary>Makes a value of whole numbers.</summary>
    public void Output(long[] dimensions, long[] numbers) => Output(ConstantValue.Of(OutputName, dimensions, numbers));

    /// <summary>Adds a layer, named after the node.</summary>
    public LayerLine Add(LayerLine line)
    {
        line.Hint = graph.HintOf(node);
        graph.Add(line);
        return line;
    }

    /// <summary>Makes filters of a layer the ones that another layer has too, if both read the same tensors.</summary>
    public void Share(LayerLine line, params ReadOnlySpan<int> inputs)
    {
        string[] names = new string[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
            names[i] = Has(inputs[i]) ? node.Inputs[inputs[i]] : "";

        graph.Share(line, string.Join('\n', names));
    }

    /// <summary>An axis counted from 0, of a tensor of so many.</summary>
    public static int Axis(long axis, int rank) => axis < -rank || axis >= rank
        ? throw new UnsupportedException($"speaks of axis {axis.ToString(CultureInfo.InvariantCulture)} of {rank.ToString(CultureInfo.InvariantCulture)}")
        : (int)(axis < 0 ? axis + rank : axis);

    /// <summary>The shortest number that is that float: a file has 1e-5 as 9.99999974737875e-06.</summary>
    public static double Shortest(float value) => double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static LayerLine MapOf(MapView view) => view.IsMap || view.IsPixel ? view.Line
        : throw new UnsupportedException($"reads {view}, where N × channels × rows × columns was expected");

    private string Named(int input, string what) => Has(input) ? node.Inputs[input] : throw new UnsupportedException($"has no {what}");

    private OnnxGivenAttribute? Given(string name, OnnxAttributeType type) =>
        Any(name) is not { } given ? null
        : given.Type == type || given.Type == 0 ? given
        : throw new UnsupportedException($"{name} is {given.Type}, where {type} was expected");
}

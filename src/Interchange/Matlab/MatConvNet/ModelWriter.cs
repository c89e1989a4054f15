namespace Kiln.Interchange.Matlab;

/// <summary>Makes a DagNN of a network and its parameters, which MatConvNet loads with <c>dagnn.DagNN.loadobj(load('net.mat'))</c>.</summary>
/// <param name="parameters">The parameters, which name the network.</param>
internal sealed class ModelWriter(ParameterSet parameters)
{
    private const string Filters = "_filter", Biases = "_bias", Factors = "_mult", Moments = "_moments";

    private readonly NetworkDescription network = parameters.Network;
    private readonly Dictionary<string, LayerDescription> layers = parameters.Network.Layers.ToDictionary(layer => layer.Name);
    private readonly List<MatValue> blocks = [];
    private readonly Dictionary<string, MatValue> arrays = [];

    /// <summary>The variables of the file.</summary>
    /// <param name="meta">What the model says beside its layers.</param>
    /// <exception cref="MatException">MatConvNet has no such layer.</exception>
    public MatFile Model(MatStruct meta)
    {
        LayerDescription[] computed = [.. network.Layers.Where(layer => layer.Kind != "input" && !layer.IsLoss)];
        foreach (LayerDescription layer in computed)
            Add(layer);

        string[] variables = [.. network.Layers.Where(layer => !layer.IsLoss).Select(layer => layer.Name)];
        return new MatFile
        {
            ["layers"] = new MatStruct([1, computed.Length], ["name", "type", "inputs", "outputs", "params", "block"], blocks),
            ["params"] = new MatStruct([1, arrays.Count], ["name", "value", "learningRate", "weightDecay", "trainMethod"], [.. arrays.SelectMany(Parameter)]),
            ["vars"] = new MatStruct([1, variables.Length], ["name", "precious"], [.. variables.SelectMany(name => (MatValue[])[new MatText(name), MatArray.Of(false)])]),
            ["meta"] = meta,
        };
    }

    private static MatValue[] Parameter(KeyValuePair<string, MatValue> array)
    {
        // The moments of a batch normalisation follow the batches, as MatConvNet's own do.
        bool isAverage = array.Key.EndsWith(Moments, StringComparison.Ordinal);
        return [new MatText(array.Key), array.Value, MatArray.Of(isAverage ? 0.1 : 1), MatArray.Of(isAverage ? 0 : 1), new MatText(isAverage ? "average" : "gradient")];
    }

    private void Add(LayerDescription layer)
    {
        WindowDescription window = layer.Window;
        switch (layer.Kind)
        {
            case "conv" or "dense":
                Convolution("Conv", layer, ("pad", Sides(window)), ("stride", Stride(window)), ("dilate", MatArray.Row(window.DilationY, window.DilationX)));
                break;
            case "convtranspose":
                Convolution("ConvTranspose", layer, ("upsample", Stride(window)), ("crop", Sides(window)), ("numGroups", MatArray.Of(layer.Option("Groups"))));
                break;
            case "maxpool" or "avgpool" or "globalmaxpool" or "globalavgpool":
                Shape input = layers[layer.Inputs[0]].OutputShape;
                Block(
                    "Pooling", layer, [], ("method", new MatText(layer.Kind.Contains("max", StringComparison.Ordinal) ? "max" : "avg")),
                    ("poolSize", window.IsWholeMap ? MatArray.Row(input.Height, input.Width) : MatArray.Row(window.Height, window.Width)),
                    ("pad", Sides(window)), ("stride", Stride(window)), ("opts", new MatCell([0, 0], [])));
                break;
            case "relu" when double.IsPositiveInfinity(layer.Option("Ceiling")):
                Block("ReLU", layer, [], ("useShortCircuit", MatArray.Of(true)), ("leak", MatArray.Of(layer.Option("Leak"))), ("opts", new MatCell([0, 0], [])));
                break;
            case "sigmoid":
                Block("Sigmoid", layer, []);
                break;
            case "softmax":
                Block("SoftMax", layer, []);
                break;
            case "dropout" when layer.Options.Any(option => option.Name == "Rate"):
                Block("DropOut", layer, [], ("rate", MatArray.Of(layer.Option("Rate"))), ("frozen", MatArray.Of(false)));
                break;
            case "lrn":
                Block("LRN", layer, [], ("param", MatArray.Row(layer.Option("Window"), layer.Option("Kappa"), layer.Option("Alpha"), layer.Option("Beta"))));
                break;
            case "batchnorm":
                BatchNorm(layer);
                break;
            case "scale" when layer.Inputs.Count == 1:
                Scale(layer);
                break;
            case "concat" when layer.Options.Count == 0:
                Block("Concat", layer, [], ("dim", MatArray.Of(3)));
                break;
            case "add":
                Block("Sum", layer, []);
                break;
            default:
                throw new MatException($"{network.Name} has a layer {layer.Name} of kind {layer.Kind}, as declared, which MatConvNet has no block for: write a network without it");
        }
    }

    private void Convolution(string type, LayerDescription layer, params (string, MatValue)[] options)
    {
        string owner = layer.ParametersOf;
        Parameter weights = parameters[owner + ".Weights"];
        arrays[owner + Filters] = ColumnMajor.FromRowMajor(weights.Description.Dimensions, weights.Values);
        string[] names = [owner + Filters];
        if (Find(owner + ".Biases") is { } biases)
        {
            arrays[owner + Biases] = Column(biases.Values);
            names = [.. names, owner + Biases];
        }

        MatArray<double> size = MatArray.Row([.. weights.Description.Dimensions.Select(extent => (double)extent)]);
        Block(type, layer, names, [("size", size), ("hasBias", MatArray.Of(names.Length > 1)), ("opts", new MatCell([0, 0], [])), .. options]);
    }

    private void BatchNorm(LayerDescription layer)
    {
        string owner = layer.ParametersOf;
        double epsilon = layer.Option("Epsilon");
        ReadOnlySpan<float> means = parameters[owner + ".Mean"].Values, variances = parameters[owner + ".Variance"].Values;
        float[] moments = new float[2 * means.Length];
        means.CopyTo(moments);
        for (int c = 0; c < variances.Length; c++)
            moments[means.Length + c] = (float)Math.Sqrt(variances[c] + epsilon);

        arrays[owner + Factors] = Column(parameters[owner + ".Scale"].Values);
        arrays[owner + Biases] = Column(parameters[owner + ".Shift"].Values);
        arrays[owner + Moments] = new MatArray<float>([means.Length, 2], moments);
        Block("BatchNorm", layer, [owner + Factors, owner + Biases, owner + Moments], ("numChannels", MatArray.Of(means.Length)), ("epsilon", MatArray.Of(epsilon)), ("opts", new MatCell([0, 0], [])));
    }

    /// <summary>Factors and offsets lie along the third dimension, so that MATLAB multiplies every pixel by them.</summary>
    private void Scale(LayerDescription layer)
    {
        string owner = layer.ParametersOf;
        float[] factors = parameters[owner + ".Scale"].Values.ToArray();
        arrays[owner + Factors] = new MatArray<float>([1, 1, factors.Length], factors);
        string[] names = [owner + Factors];
        if (Find(owner + ".Shift") is { } shift)
        {
            arrays[owner + Biases] = new MatArray<float>([1, 1, factors.Length], shift.Values.ToArray());
            names = [.. names, owner + Biases];
        }

        Block("Scale", layer, names, ("size", MatArray.Row(1, 1, factors.Length)), ("hasBias", MatArray.Of(names.Length > 1)));
    }

    private void Block(string type, LayerDescription layer, string[] names, params IReadOnlyList<(string, MatValue)> options) => blocks.AddRange(
        new MatText(layer.Name), new MatText("dagnn." + type), MatCell.Of(layer.Inputs), MatCell.Of(layer.Name), MatCell.Of(names), new MatStruct(options));

    private Parameter? Find(string name) => parameters.Arrays.FirstOrDefault(array => array.Description.Name == name);

    private static MatArray<float> Column(ReadOnlySpan<float> values) => new([values.Length, 1], values.ToArray());

    private static MatArray<double> Sides(WindowDescription window) => MatArray.Row(window.PadTop, window.PadBottom, window.PadLeft, window.PadRight);

    private static MatArray<double> Stride(WindowDescription window) => MatArray.Row(window.StrideY, window.StrideX);
}

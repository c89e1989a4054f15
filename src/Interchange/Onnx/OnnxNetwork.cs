namespace Kiln.Interchange.Onnx;

/// <summary>A network as inference sees it: without losses, without what only training has, and without layers that no output needs.</summary>
internal sealed class OnnxNetwork
{
    private readonly Dictionary<string, LayerDescription> layers;
    private readonly HashSet<string> needed = [];

    /// <param name="network">What was compiled.</param>
    public OnnxNetwork(NetworkDescription network)
    {
        Description = network;
        layers = network.Layers.ToDictionary(layer => layer.Name);
        HashSet<string> scores = [.. network.Layers.Where(layer => layer.IsLoss).Select(loss => loss.Inputs[0])];
        LayerDescription last = network.Layers.Last(layer => !layer.IsLoss);
        Outputs = [.. network.Layers.Where(layer => scores.Count > 0 ? scores.Contains(layer.Name) : layer == last)];
        foreach (LayerDescription output in Outputs)
            Need(output);
    }

    /// <summary>What was compiled.</summary>
    public NetworkDescription Description { get; }

    /// <summary>The inputs, in order.</summary>
    public IEnumerable<LayerDescription> Inputs => Description.Layers.Take(Description.InputCount);

    /// <summary>What losses read, in order; the last layer if none does.</summary>
    public IReadOnlyList<LayerDescription> Outputs { get; }

    /// <summary>A layer by its name.</summary>
    public LayerDescription this[string name] => layers[name];

    /// <summary>Whether a layer computes something that an output needs.</summary>
    public bool Needs(LayerDescription layer) => needed.Contains(layer.Name);

    /// <summary>The layer whose value a layer has: itself, or what it passes through.</summary>
    public LayerDescription Source(LayerDescription layer) => PassesThrough(layer) ? Source(layers[layer.Inputs[0]]) : layer;

    /// <summary>Whether a bank of filters is one matrix: each filter covers the whole map that it reads, in every layer that has it.</summary>
    public bool IsMatrix(LayerDescription filters) =>
        Description.Layers.Where(layer => layer.Filters > 0 && layer.ParametersOf == filters.ParametersOf).All(layer => layer.Kind is "conv" or "dense" && CoversInput(layer));

    private bool CoversInput(LayerDescription layer)
    {
        (Shape input, WindowDescription window) = (layers[layer.Inputs[0]].OutputShape, layer.Window);
        return (input.Height, input.Width, input.Channels) == (window.Height, window.Width, layer.FilterDepth)
            && (window.PadTop, window.PadBottom, window.PadLeft, window.PadRight) == default;
    }

    private static bool PassesThrough(LayerDescription layer) => layer.Kind == "dropout" || layer.Given("TrainingOnly") == 1;

    private void Need(LayerDescription layer)
    {
        LayerDescription source = Source(layer);
        if (!needed.Add(source.Name))
            return;

        foreach (string input in source.Inputs)
            Need(layers[input]);
    }
}

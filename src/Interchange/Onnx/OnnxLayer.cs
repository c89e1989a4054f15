using Kiln.Interchange.Protobuf;

namespace Kiln.Interchange.Onnx;

/// <summary>One layer on its way into a graph: what it reads, and where its nodes go.</summary>
/// <param name="graph">The graph.</param>
/// <param name="description">The layer.</param>
internal sealed class OnnxLayer(OnnxGraph graph, LayerDescription description)
{
    /// <summary>The layer.</summary>
    public LayerDescription Description => description;

    /// <summary>Its name.</summary>
    public string Name => description.Name;

    /// <summary>How many layers it reads.</summary>
    public int Inputs => description.Inputs.Count;

    /// <summary>Whether all it reads is at hand as N × channels.</summary>
    public bool ReadsRows => description.Inputs.All(input => graph.Network[input] is { OutputShape: { Height: 1, Width: 1 } } read && graph.HasRow(read));

    /// <summary>Whether its filters are one matrix.</summary>
    public bool IsMatrix => graph.Network.IsMatrix(description);

    /// <summary>The extents of a layer that it reads.</summary>
    public Shape InputShape(int input = 0) => graph.Network[description.Inputs[input]].OutputShape;

    /// <summary>A layer that it reads, N × channels × rows × columns.</summary>
    public string Map(int input = 0) => graph.Map(graph.Network[description.Inputs[input]]);

    /// <summary>All that it reads, N × channels × rows × columns each.</summary>
    public string[] Maps() => [.. Enumerable.Range(0, Inputs).Select(Map)];

    /// <summary>A layer that it reads, N × numbers.</summary>
    public string Row(int input = 0) => graph.Row(graph.Network[description.Inputs[input]]);

    /// <summary>An option's value.</summary>
    public double Option(string name) => description.Option(name);

    /// <summary>An option that is a whole number.</summary>
    public long Whole(string name) => (long)description.Option(name);

    /// <summary>An option's value; null if the layer has none of that name.</summary>
    public double? Given(string name) => description.Given(name);

    /// <summary>Makes the layer's value, N × channels × rows × columns.</summary>
    public void OutputMap(string operation, string[] inputs, params ProtobufMessage[] attributes) => graph.AddMap(description, operation, inputs, attributes);

    /// <summary>Makes the layer's value, N × channels.</summary>
    public void OutputRow(string operation, string[] inputs, params ProtobufMessage[] attributes) => graph.AddRow(description, operation, inputs, attributes);

    /// <summary>Makes the layer's value in the form of <see cref="Values"/>.</summary>
    public void Output(string operation, string[] inputs, params ProtobufMessage[] attributes)
    {
        if (ReadsRows)
            OutputRow(operation, inputs, attributes);
        else
            OutputMap(operation, inputs, attributes);
    }

    /// <summary>All that it reads, in the one form in which all of it is at hand.</summary>
    public string[] Values() => ReadsRows ? [.. Enumerable.Range(0, Inputs).Select(Row)] : Maps();

    /// <summary>A node before the last.</summary>
    /// <param name="role">What it computes, which names it after the layer.</param>
    /// <param name="operation">The operator.</param>
    /// <param name="inputs">What it reads.</param>
    /// <param name="attributes">The operator's.</param>
    /// <returns>The name of what it makes.</returns>
    public string Step(string role, string operation, string[] inputs, params ProtobufMessage[] attributes)
    {
        string output = $"{Name}.{role}";
        graph.Node(operation, inputs, output, attributes);
        return output;
    }

    /// <summary>An array of the layer's parameters.</summary>
    public string Array(string role, params ReadOnlySpan<long> dimensions) => graph.Array($"{description.ParametersOf}.{role}", dimensions);

    /// <summary>Whether the layer has such an array.</summary>
    public bool HasArray(string role) => graph.HasArray($"{description.ParametersOf}.{role}");

    /// <summary>The layer's filters, what is innermost outermost, and its biases if it has any.</summary>
    /// <param name="channels">The extent of the last axis but one.</param>
    /// <param name="filters">The extent of the last axis.</param>
    /// <param name="dimensions">The extents there.</param>
    public string[] Filters(int channels, int filters, params ReadOnlySpan<long> dimensions)
    {
        string weights = graph.Filters(description.ParametersOf + ".Weights", channels, filters, dimensions);
        return HasArray("Biases") ? [weights, Array("Biases", description.Filters)] : [weights];
    }

    /// <summary>A number.</summary>
    public string Number(string role, double value) => graph.Floats($"{Name}.{role}", [], (float)value);

    /// <summary>Numbers.</summary>
    public string Numbers(string role, ReadOnlySpan<long> dimensions, params ReadOnlySpan<float> values) => graph.Floats($"{Name}.{role}", dimensions, values);

    /// <summary>A whole number.</summary>
    public string Integer(string role, long value) => graph.Integers($"{Name}.{role}", [], value);

    /// <summary>Whole numbers, along one axis.</summary>
    public string Integers(string role, params ReadOnlySpan<long> values) => graph.Integers($"{Name}.{role}", [values.Length], values);
}

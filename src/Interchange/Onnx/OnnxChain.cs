namespace Kiln.Interchange.Onnx;

/// <summary>Nodes one after the other, each of which reads the one before: the last may be the layer's own.</summary>
/// <param name="layer">The layer.</param>
/// <param name="value">What the first reads.</param>
internal sealed class OnnxChain(OnnxLayer layer, string value)
{
    private (string Role, string Operation, string[] Inputs)? pending;
    private string value = value;

    /// <summary>What the chain has computed so far.</summary>
    public string Value
    {
        get
        {
            if (pending is { } node)
                value = layer.Step(node.Role, node.Operation, node.Inputs);

            pending = null;
            return value;
        }
    }

    /// <summary>Adds a node.</summary>
    /// <param name="role">What it computes, which names it after the layer.</param>
    /// <param name="operation">The operator.</param>
    /// <param name="others">What it reads beside the chain.</param>
    public OnnxChain Then(string role, string operation, params string[] others)
    {
        pending = (role, operation, [Value, .. others]);
        return this;
    }

    /// <summary>Adds a power.</summary>
    public OnnxChain Power(string role, double exponent) => exponent switch
    {
        1 => this,
        2 => Then(role, "Mul", Value),
        0.5 => Then(role, "Sqrt"),
        _ => Then(role, "Pow", layer.Number(role + ".Exponent", exponent)),
    };

    /// <summary>Adds a power of the magnitude.</summary>
    public OnnxChain PowerOfMagnitude(double exponent) => exponent == 2 ? Power("Squares", 2) : Then("Magnitudes", "Abs").Power("Powers", exponent);

    /// <summary>Makes the last node the layer's own, N × channels × rows × columns.</summary>
    public void OutputMap()
    {
        (_, string operation, string[] inputs) = pending ?? ("", "Identity", [value]);
        layer.OutputMap(operation, inputs);
    }
}

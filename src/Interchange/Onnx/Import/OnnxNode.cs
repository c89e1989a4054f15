namespace Kiln.Interchange.Onnx.Import;

/// <summary>What is said of an operator. Of the values the one that the type names is given.</summary>
internal sealed record OnnxGivenAttribute(string Name, OnnxAttributeType Type, long Int, float Float, string Text, long[] Ints, float[] Floats, OnnxTensor? Tensor);

/// <summary>One node of a file.</summary>
/// <param name="Name">Its name; that of its first output where it has none.</param>
/// <param name="Operation">The operator.</param>
/// <param name="Domain">Whose operator it is; empty for ONNX's own.</param>
/// <param name="Inputs">Names of what it reads; empty for an input that is left out.</param>
/// <param name="Outputs">Names of what it makes.</param>
/// <param name="Attributes">What is said of the operator.</param>
internal sealed record OnnxNode(
    string Name, string Operation, string Domain, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyDictionary<string, OnnxGivenAttribute> Attributes)
{
    /// <summary>For messages: <c>conv1 (Conv)</c>.</summary>
    public override string ToString() => $"{Name} ({(Domain.Length == 0 ? Operation : $"{Domain}.{Operation}")})";
}

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Element">What it is made of.</param>
/// <param name="Dimensions">Its extents, 0 for one that is free.</param>
internal sealed record OnnxValueInfo(string Name, OnnxElement Element, long[] Dimensions);

/// <summary>What a file holds.</summary>
/// <param name="Producer">The program that wrote it.</param>
/// <param name="Opset">The version of ONNX's own operators.</param>
/// <param name="Nodes">The nodes in the order in which they run.</param>
/// <param name="Initializers">Tensors by name.</param>
/// <param name="Inputs">What the caller gives, without initializers that older files list there too.</param>
/// <param name="Outputs">What the caller gets.</param>
/// <param name="Metadata">What is said of the model.</param>
internal sealed record OnnxContent(
    string Producer,
    long Opset,
    IReadOnlyList<OnnxNode> Nodes,
    IReadOnlyDictionary<string, OnnxTensor> Initializers,
    IReadOnlyList<OnnxValueInfo> Inputs,
    IReadOnlyList<OnnxValueInfo> Outputs,
    IReadOnlyDictionary<string, string> Metadata);

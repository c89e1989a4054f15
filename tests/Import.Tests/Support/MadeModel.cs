using System.Runtime.InteropServices;
using Kiln.Interchange.Onnx;
using Kiln.Interchange.Protobuf;
using Kiln.Interchange.Tests.Support;

namespace Kiln.Import.Tests.Support;

/// <summary>A model that a test writes node by node, as other programs do.</summary>
/// <param name="opset">The version of the operators.</param>
internal sealed class MadeModel(long opset)
{
    private readonly ProtobufMessage graph = new ProtobufMessage().Text(OnnxFields.Graph.Name, "made");
    private readonly List<ProtobufMessage> initializers = [];

    /// <summary>Adds a node, which is named after what it makes.</summary>
    public MadeModel Node(string operation, string[] inputs, string output, params ProtobufMessage[] attributes)
    {
        ProtobufMessage node = new();
        foreach (string input in inputs)
            node.Text(OnnxFields.Node.Input, input);

        node.Text(OnnxFields.Node.Output, output).Text(OnnxFields.Node.Name, output).Text(OnnxFields.Node.OpType, operation);
        foreach (ProtobufMessage attribute in attributes)
            node.Message(OnnxFields.Node.Attribute, attribute);

        graph.Message(OnnxFields.Graph.Node, node);
        return this;
    }

    /// <summary>Adds a node that makes two values.</summary>
    public MadeModel Split(string input, string sizes, long axis, string first, string second)
    {
        ProtobufMessage node = new ProtobufMessage().Text(OnnxFields.Node.Input, input);
        if (sizes.Length > 0)
            node.Text(OnnxFields.Node.Input, sizes);

        node.Text(OnnxFields.Node.Output, first).Text(OnnxFields.Node.Output, second).Text(OnnxFields.Node.OpType, "Split").Message(OnnxFields.Node.Attribute, OnnxAttribute.Int("axis", axis));
        graph.Message(OnnxFields.Graph.Node, node);
        return this;
    }

    /// <summary>Adds random weights as bytes of the tensor.</summary>
    public MadeModel Weights(string name, params long[] dimensions) => Raw(name, OnnxElement.Float, dimensions, MemoryMarshal.AsBytes<float>(Numbers(dimensions)).ToArray());

    /// <summary>Adds whole numbers, in the field that has their type.</summary>
    public MadeModel Integers(string name, params long[] numbers)
    {
        initializers.Add(Tensor(name, OnnxElement.Int64, [numbers.Length]).Numbers(OnnxFields.Tensor.Int64Data, numbers));
        return this;
    }

    /// <summary>Adds a number.</summary>
    public MadeModel Number(string name, float number)
    {
        initializers.Add(Tensor(name, OnnxElement.Float, []).Float(OnnxFields.Tensor.FloatData, number));
        return this;
    }

    /// <summary>Adds a tensor of any type.</summary>
    public MadeModel Raw(string name, OnnxElement element, long[] dimensions, byte[] bytes)
    {
        initializers.Add(Tensor(name, element, dimensions).Bytes(OnnxFields.Tensor.RawData, bytes));
        return this;
    }

    /// <summary>Adds a tensor whose numbers are in another file.</summary>
    public MadeModel External(string name, params long[] dimensions)
    {
        initializers.Add(Tensor(name, OnnxElement.Float, dimensions).Number(OnnxFields.Tensor.DataLocation, 1));
        return this;
    }

    /// <summary>The bytes of the file.</summary>
    /// <param name="input">The extents of the input x; 0 for any.</param>
    /// <param name="output">What is the output.</param>
    public byte[] Bytes(long[] input, string output)
    {
        foreach (ProtobufMessage initializer in initializers)
            graph.Message(OnnxFields.Graph.Initializer, initializer);

        graph.Message(OnnxFields.Graph.Input, Value("x", input)).Message(OnnxFields.Graph.Output, Value(output, null));
        ProtobufMessage model = new ProtobufMessage()
            .Number(OnnxFields.Model.IrVersion, 8)
            .Message(OnnxFields.Model.Graph, graph)
            .Message(OnnxFields.Model.OpsetImport, new ProtobufMessage().Text(OnnxFields.OperatorSet.Domain, "").Number(OnnxFields.OperatorSet.Version, opset));
        using MemoryStream stream = new();
        model.WriteTo(stream);
        return stream.ToArray();
    }

    /// <summary>Random numbers, for tensors of so many.</summary>
    public static float[] Numbers(params long[] dimensions)
    {
        long count = dimensions.Aggregate(1L, (product, extent) => product * extent);
        return Interchange.Tests.Support.Weights.Numbers((int)count, seed: (int)count);
    }

    private static ProtobufMessage Tensor(string name, OnnxElement element, long[] dimensions) =>
        new ProtobufMessage().Numbers(OnnxFields.Tensor.Dims, dimensions).Number(OnnxFields.Tensor.DataType, (long)element).Text(OnnxFields.Tensor.Name, name);

    private static ProtobufMessage Value(string name, long[]? dimensions)
    {
        ProtobufMessage tensor = new ProtobufMessage().Number(OnnxFields.Type.ElementType, (long)OnnxElement.Float);
        if (dimensions is not null)
        {
            ProtobufMessage shape = new();
            foreach (long extent in dimensions)
                shape.Message(OnnxFields.Shape.Dim, extent > 0 ? new ProtobufMessage().Number(OnnxFields.Shape.DimValue, extent) : new ProtobufMessage().Text(OnnxFields.Shape.DimParam, "n"));

            tensor.Message(OnnxFields.Type.Shape, shape);
        }

        return new ProtobufMessage().Text(OnnxFields.ValueInfo.Name, name).Message(OnnxFields.ValueInfo.Type, new ProtobufMessage().Message(OnnxFields.Type.TensorType, tensor));
    }
}

using Kiln.Interchange.Onnx;
using Kiln.Interchange.Protobuf;

namespace Kiln.Interchange.Tests.Onnx;

/// <summary>A node of a file.</summary>
internal sealed record WrittenNode(string Name, string Operation, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs);

/// <summary>What stands in a file, read field by field.</summary>
internal sealed class WrittenModel
{
    private readonly List<WrittenNode> nodes = [];
    private readonly List<(string Name, string Extents)> initializers = [];

    public WrittenModel(byte[] model)
    {
        ProtobufReader reader = new(model);
        while (reader.Next())
        {
            if (reader.Field == OnnxFields.Model.ProducerName)
                Producer = reader.Text();
            else if (reader.Field == OnnxFields.Model.ProducerVersion)
                ProducerVersion = reader.Text();
            else if (reader.Field == OnnxFields.Model.Graph)
                ReadGraph(new ProtobufReader(reader.Bytes()));
            else
                reader.Skip();
        }
    }

    public string Producer { get; } = "";

    public string ProducerVersion { get; } = "";

    public IReadOnlyList<WrittenNode> Nodes => nodes;

    public IReadOnlyList<(string Name, string Extents)> Initializers => initializers;

    private void ReadGraph(ProtobufReader reader)
    {
        while (reader.Next())
        {
            if (reader.Field == OnnxFields.Graph.Node)
                nodes.Add(Node(new ProtobufReader(reader.Bytes())));
            else if (reader.Field == OnnxFields.Graph.Initializer)
                initializers.Add(Initializer(new ProtobufReader(reader.Bytes())));
            else
                reader.Skip();
        }
    }

    private static WrittenNode Node(ProtobufReader reader)
    {
        (string name, string operation, List<string> inputs, List<string> outputs) = ("", "", [], []);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Node.Name:
                    name = reader.Text();
                    break;
                case OnnxFields.Node.OpType:
                    operation = reader.Text();
                    break;
                case OnnxFields.Node.Input:
                    inputs.Add(reader.Text());
                    break;
                case OnnxFields.Node.Output:
                    outputs.Add(reader.Text());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new WrittenNode(name, operation, inputs, outputs);
    }

    private static (string Name, string Extents) Initializer(ProtobufReader reader)
    {
        (string name, List<long> extents) = ("", []);
        while (reader.Next())
        {
            if (reader.Field == OnnxFields.Tensor.Name)
                name = reader.Text();
            else if (reader.Field == OnnxFields.Tensor.Dims)
                extents.Add(reader.Number());
            else
                reader.Skip();
        }

        return (name, string.Join("×", extents));
    }
}

using Kiln.Interchange.Protobuf;

namespace Kiln.Interchange.Onnx.Import;

/// <summary>Reads the messages of a file. Tensors keep a view of its bytes; all else takes no more memory than a few times the file.</summary>
/// <param name="file">All bytes of the file.</param>
internal sealed partial class OnnxContentReader(ReadOnlyMemory<byte> file)
{
    private readonly List<OnnxNode> nodes = [];
    private readonly Dictionary<string, OnnxTensor> initializers = [];
    private readonly List<OnnxValueInfo> inputs = [], outputs = [];

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="UnsupportedException">It is no model, or has a tensor that cannot be read.</exception>
    public OnnxContent Read()
    {
        string producer = "";
        long opset = 0;
        bool hasGraph = false;
        Dictionary<string, string> metadata = [];
        ProtobufReader reader = new(file.Span);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Model.ProducerName:
                    producer = reader.Text();
                    break;
                case OnnxFields.Model.Graph:
                    ReadGraph(Part(reader.Bytes()));
                    hasGraph = true;
                    break;
                case OnnxFields.Model.OpsetImport:
                    (string domain, long version) = Pair(reader.Bytes());
                    opset = domain is "" or "ai.onnx" ? version : opset;
                    break;
                case OnnxFields.Model.MetadataProps:
                    (string key, string value) = Texts(reader.Bytes());
                    metadata[key] = value;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (!hasGraph || opset == 0)
            throw new UnsupportedException(hasGraph ? "does not say which version of the operators it speaks of" : "is no ONNX model: there is no graph in it");

        return new OnnxContent(producer, opset, nodes, initializers, [.. inputs.Where(input => !initializers.ContainsKey(input.Name))], outputs, metadata);
    }

    private void ReadGraph(ReadOnlyMemory<byte> graph)
    {
        ProtobufReader reader = new(graph.Span);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Graph.Node:
                    nodes.Add(Node(Part(reader.Bytes())));
                    break;
                case OnnxFields.Graph.Initializer:
                    OnnxTensor tensor = Tensor(Part(reader.Bytes()));
                    initializers[tensor.Name] = tensor;
                    break;
                case OnnxFields.Graph.Input:
                    inputs.Add(ValueInfo(reader.Bytes()));
                    break;
                case OnnxFields.Graph.Output:
                    outputs.Add(ValueInfo(reader.Bytes()));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private OnnxNode Node(ReadOnlyMemory<byte> message)
    {
        string name = "", operation = "", domain = "";
        List<string> read = [], made = [];
        Dictionary<string, OnnxGivenAttribute> attributes = [];
        ProtobufReader reader = new(message.Span);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Node.Input:
                    read.Add(reader.Text());
                    break;
                case OnnxFields.Node.Output:
                    made.Add(reader.Text());
                    break;
                case OnnxFields.Node.Name:
                    name = reader.Text();
                    break;
                case OnnxFields.Node.OpType:
                    operation = reader.Text();
                    break;
                case OnnxFields.Node.Domain:
                    domain = reader.Text() is var given && given == "ai.onnx" ? "" : given;
                    break;
                case OnnxFields.Node.Attribute:
                    OnnxGivenAttribute attribute = Attribute(Part(reader.Bytes()));
                    attributes[attribute.Name] = attribute;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new OnnxNode(name.Length > 0 ? name : made.Count > 0 ? made[0] : operation, operation, domain, read, made, attributes);
    }

    private OnnxGivenAttribute Attribute(ReadOnlyMemory<byte> message)
    {
        string name = "", text = "";
        OnnxAttributeType type = 0;
        long number = 0;
        float value = 0;
        List<long> numbers = [];
        List<float> values = [];
        OnnxTensor? tensor = null;
        ProtobufReader reader = new(message.Span);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Attribute.Name:
                    name = reader.Text();
                    break;
                case OnnxFields.Attribute.Type:
                    type = (OnnxAttributeType)reader.Number();
                    break;
                case OnnxFields.Attribute.I:
                    number = reader.Number();
                    break;
                case OnnxFields.Attribute.F:
                    value = reader.Float();
                    break;
                case OnnxFields.Attribute.S:
                    text = reader.Text();
                    break;
                case OnnxFields.Attribute.Ints:
                    Numbers(ref reader, numbers);
                    break;
                case OnnxFields.Attribute.Floats:
                    Floats(ref reader, values);
                    break;
                case OnnxFields.Attribute.T:
                    tensor = Tensor(Part(reader.Bytes()));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new OnnxGivenAttribute(name, type, number, value, text, [.. numbers], [.. values], tensor);
    }

    private OnnxValueInfo ValueInfo(ReadOnlySpan<byte> message)
    {
        string name = "";
        OnnxElement element = 0;
        List<long> dimensions = [];
        ProtobufReader reader = new(message);
        while (reader.Next())
        {
            if (reader.Field == OnnxFields.ValueInfo.Name)
                name = reader.Text();
            else if (reader.Field == OnnxFields.ValueInfo.Type)
                element = TensorType(Inner(reader.Bytes(), OnnxFields.Type.TensorType), dimensions);
            else
                reader.Skip();
        }

        return new OnnxValueInfo(name, element, [.. dimensions]);
    }

    private static OnnxElement TensorType(ReadOnlySpan<byte> message, List<long> dimensions)
    {
        OnnxElement element = 0;
        ProtobufReader reader = new(message);
        while (reader.Next())
        {
            if (reader.Field == OnnxFields.Type.ElementType)
                element = (OnnxElement)reader.Number();
            else if (reader.Field == OnnxFields.Type.Shape)
                Dimensions(reader.Bytes(), dimensions);
            else
                reader.Skip();
        }

        return element;
    }

    private static void Dimensions(ReadOnlySpan<byte> message, List<long> dimensions)
    {
        ProtobufReader reader = new(message);
        while (reader.Next())
        {
            if (reader.Field != OnnxFields.Shape.Dim)
            {
                reader.Skip();
                continue;
            }

            long extent = 0;
            ProtobufReader dimension = new(reader.Bytes());
            while (dimension.Next())
            {
                if (dimension.Field == OnnxFields.Shape.DimValue)
                    extent = Math.Max(0, dimension.Number());
                else
                    dimension.Skip();
            }

            dimensions.Add(extent);
        }
    }

    /// <summary>The bytes of the one field of a message that matters; empty without.</summary>
    private static ReadOnlySpan<byte> Inner(ReadOnlySpan<byte> message, int field)
    {
        ReadOnlySpan<byte> inner = default;
        ProtobufReader reader = new(message);
        while (reader.Next())
        {
            if (reader.Field == field)
                inner = reader.Bytes();
            else
                reader.Skip();
        }

        return inner;
    }

    private static (string Domain, long Version) Pair(ReadOnlySpan<byte> message)
    {
        (string domain, long version) = ("", 0);
        ProtobufReader reader = new(message);
        while (reader.Next())
        {
            if (reader.Field == OnnxFields.OperatorSet.Domain)
                domain = reader.Text();
            else if (reader.Field == OnnxFields.OperatorSet.Version)
                version = reader.Number();
            else
                reader.Skip();
        }

        return (domain, version);
    }

    private static (string Key, string Value) Texts(ReadOnlySpan<byte> message)
    {
        (string key, string value) = ("", "");
        ProtobufReader reader = new(message);
        while (reader.Next())
        {
            if (reader.Field == OnnxFields.StringEntry.Key)
                key = reader.Text();
            else if (reader.Field == OnnxFields.StringEntry.Value)
                value = reader.Text();
            else
                reader.Skip();
        }

        return (key, value);
    }

    /// <summary>A part of the file, as memory, of the bytes that a reader gives.</summary>
    private ReadOnlyMemory<byte> Part(ReadOnlySpan<byte> bytes)
    {
        file.Span.Overlaps(bytes, out int offset);
        return bytes.Length == 0 ? default : file.Slice(offset, bytes.Length);
    }
}

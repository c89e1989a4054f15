using Kiln.Interchange.Protobuf;

namespace Kiln.Interchange.Onnx;

/// <summary>Attributes of ONNX operators.</summary>
internal static class OnnxAttribute
{
    /// <summary>A whole number.</summary>
    public static ProtobufMessage Int(string name, long value) => Named(name, OnnxAttributeType.Int).Number(OnnxFields.Attribute.I, value);

    /// <summary>Whole numbers.</summary>
    public static ProtobufMessage Ints(string name, params ReadOnlySpan<long> values) => Named(name, OnnxAttributeType.Ints).Numbers(OnnxFields.Attribute.Ints, values);

    /// <summary>A number.</summary>
    public static ProtobufMessage Float(string name, double value) => Named(name, OnnxAttributeType.Float).Float(OnnxFields.Attribute.F, (float)value);

    /// <summary>A text.</summary>
    public static ProtobufMessage Text(string name, string value) => Named(name, OnnxAttributeType.String).Text(OnnxFields.Attribute.S, value);

    private static ProtobufMessage Named(string name, OnnxAttributeType type) => new ProtobufMessage().Text(OnnxFields.Attribute.Name, name).Number(OnnxFields.Attribute.Type, (long)type);
}

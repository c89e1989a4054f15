using System.Buffers.Binary;
using Kiln.Interchange.Protobuf;

namespace Kiln.Interchange.Onnx.Import;

/// <content>Tensors, and numbers in the ways in which they are packed.</content>
internal sealed partial class OnnxContentReader
{
    private OnnxTensor Tensor(ReadOnlyMemory<byte> message)
    {
        string name = "";
        OnnxElement element = 0;
        List<long> dimensions = [], integers = [];
        List<float> floats = [];
        ReadOnlyMemory<byte> raw = default;
        bool isExternal = false;
        ProtobufReader reader = new(message.Span);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Tensor.Name:
                    name = reader.Text();
                    break;
                case OnnxFields.Tensor.DataType:
                    element = (OnnxElement)reader.Number();
                    break;
                case OnnxFields.Tensor.Dims:
                    Numbers(ref reader, dimensions);
                    break;
                case OnnxFields.Tensor.RawData:
                    raw = Part(reader.Bytes());
                    break;
                case OnnxFields.Tensor.FloatData:
                    Floats(ref reader, floats);
                    break;
                case OnnxFields.Tensor.DoubleData:
                    Doubles(ref reader, floats);
                    break;
                case OnnxFields.Tensor.Int32Data or OnnxFields.Tensor.Int64Data:
                    Numbers(ref reader, integers);
                    break;
                case OnnxFields.Tensor.DataLocation:
                    isExternal = reader.Number() != 0;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return !isExternal ? new OnnxTensor(name, element, [.. dimensions], raw, [.. floats], [.. integers]).Checked()
            : throw new UnsupportedException($"tensor '{name}' is in another file, which is not read; save the model as one file");
    }

    /// <summary>A whole number, or several that are packed.</summary>
    private static void Numbers(ref ProtobufReader reader, List<long> numbers)
    {
        if (reader.Type != WireType.Bytes)
        {
            numbers.Add(reader.Number());
            return;
        }

        ProtobufReader packed = new(reader.Bytes());
        while (packed.NextPacked(out long number))
            numbers.Add(number);
    }

    /// <summary>A float, or several that are packed.</summary>
    private static void Floats(ref ProtobufReader reader, List<float> numbers)
    {
        if (reader.Type != WireType.Bytes)
        {
            numbers.Add(reader.Float());
            return;
        }

        ReadOnlySpan<byte> packed = reader.Bytes();
        for (; packed.Length >= sizeof(float); packed = packed[sizeof(float)..])
            numbers.Add(BinaryPrimitives.ReadSingleLittleEndian(packed));
    }

    private static void Doubles(ref ProtobufReader reader, List<float> numbers)
    {
        ReadOnlySpan<byte> packed = reader.Bytes();
        for (; packed.Length >= sizeof(double); packed = packed[sizeof(double)..])
            numbers.Add((float)BinaryPrimitives.ReadDoubleLittleEndian(packed));
    }
}

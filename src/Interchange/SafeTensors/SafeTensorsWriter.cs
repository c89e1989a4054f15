using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Kiln.Data;

namespace Kiln.Interchange.SafeTensors;

/// <summary>Writes the header's length, the header, then the arrays in its order.</summary>
internal sealed class SafeTensorsWriter
{
    private readonly ParameterSet parameters;
    private readonly IReadOnlyList<NamedArray> arrays;
    private readonly byte[] header;

    public SafeTensorsWriter(ParameterSet parameters, ImageNormalization? normalization, string classes, TensorOrder order)
    {
        this.parameters = parameters;
        arrays = NamedArray.All(parameters.Network, order);
        string note = order == TensorOrder.Kiln
            ? "filters: rows x columns x channels x filters; of transposed convolutions: rows x columns x output x input channels"
            : "filters: filters x channels x rows x columns; of transposed convolutions: input x output channels x rows x columns; dense: outputs x inputs, channel by channel";
        header = Header([.. WeightsMetadata.Of(parameters.Network.Name, normalization, classes), new("order", note)]);
    }

    public void WriteTo(Stream stream)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (NamedArray array in arrays)
        {
            ReadOnlySpan<float> values = parameters[array.Description.Name].Values;
            float[] ordered = ArrayPool<float>.Shared.Rent(values.Length);
            array.Write(values, ordered.AsSpan(0, values.Length));
            stream.Write(MemoryMarshal.AsBytes(ordered.AsSpan(0, values.Length)));
            ArrayPool<float>.Shared.Return(ordered);
        }
    }

    private byte[] Header(IEnumerable<KeyValuePair<string, string>> metadata)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            json.WriteStartObject(SafeTensorsHeader.MetadataKey);
            foreach ((string key, string value) in metadata)
                json.WriteString(key, value);

            json.WriteEndObject();
            long at = 0;
            foreach (NamedArray array in arrays)
            {
                json.WriteStartObject(array.Name);
                json.WriteString("dtype", "F32");
                WriteNumbers(json, "shape", array.Extents.Select(extent => (long)extent));
                WriteNumbers(json, "data_offsets", [at, at += (long)array.Description.Length * sizeof(float)]);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Values begin at a multiple of eight bytes, as those do that other programs write.
        while (bytes.WrittenCount % sizeof(ulong) != 0)
            bytes.Write(" "u8);

        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
            json.WriteNumberValue(number);

        json.WriteEndArray();
    }
}

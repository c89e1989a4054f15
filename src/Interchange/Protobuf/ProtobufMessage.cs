using System.Text;

namespace Kiln.Interchange.Protobuf;

/// <summary>A message in the wire format of Protocol Buffers, for writing. Messages are put together from segments, so that half a gigabyte of weights is copied once.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<ReadOnlyMemory<byte>> segments = [];

    /// <summary>Bytes of it.</summary>
    public long Length { get; private set; }

    /// <summary>A whole number.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="value">The number; a negative one takes ten bytes.</param>
    public ProtobufMessage Number(int field, long value)
    {
        Key(field, WireType.Varint);
        Varint((ulong)value);
        return this;
    }

    /// <summary>Several whole numbers, each with its key.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="values">The numbers.</param>
    public ProtobufMessage Numbers(int field, params ReadOnlySpan<long> values)
    {
        foreach (long value in values)
            Number(field, value);

        return this;
    }

    /// <summary>A float.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="value">The number.</param>
    public ProtobufMessage Float(int field, float value)
    {
        Key(field, WireType.FourBytes);
        Append(BitConverter.GetBytes(value));
        return this;
    }

    /// <summary>A text.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="value">The text.</param>
    public ProtobufMessage Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Bytes, which are not copied and must not change.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="value">The bytes.</param>
    public ProtobufMessage Bytes(int field, ReadOnlyMemory<byte> value)
    {
        Key(field, WireType.Bytes);
        Varint((ulong)value.Length);
        Append(value);
        return this;
    }

    /// <summary>A message within this one. Later changes of it do not count.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="value">The message.</param>
    public ProtobufMessage Message(int field, ProtobufMessage value)
    {
        Key(field, WireType.Bytes);
        Varint((ulong)value.Length);
        foreach (ReadOnlyMemory<byte> segment in value.segments)
            Append(segment);

        return this;
    }

    /// <summary>Writes the whole message.</summary>
    /// <param name="stream">Where to.</param>
    public void WriteTo(Stream stream)
    {
        foreach (ReadOnlyMemory<byte> segment in segments)
            stream.Write(segment.Span);
    }

    private void Key(int field, WireType type) => Varint((ulong)((field << 3) | (int)type));

    private void Varint(ulong value)
    {
        List<byte> bytes = [];
        for (; value >= 128; value >>= 7)
            bytes.Add((byte)(value | 128));

        bytes.Add((byte)value);
        Append(bytes.ToArray());
    }

    private void Append(ReadOnlyMemory<byte> segment)
    {
        segments.Add(segment);
        Length += segment.Length;
    }
}

using System.Text;

namespace Kiln.Bench.Peers;

/// <summary>A message in the wire format of Protocol Buffers. Messages are put together from segments, so that half a gigabyte of weights is copied once.</summary>
internal sealed class ProtoMessage
{
    private const int VarintType = 0;
    private const int LengthType = 2;
    private const int FourBytesType = 5;

    private readonly List<ReadOnlyMemory<byte>> segments = [];
    private long length;

    /// <summary>A whole number.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="value">0 or more.</param>
    public ProtoMessage Number(int field, long value)
    {
        Varint(Key(field, VarintType));
        Varint((ulong)value);
        return this;
    }

    /// <summary>A float.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="value">The number.</param>
    public ProtoMessage Float(int field, float value)
    {
        Varint(Key(field, FourBytesType));
        Append(BitConverter.GetBytes(value));
        return this;
    }

    /// <summary>A text.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="value">The text.</param>
    public ProtoMessage Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Bytes, which are not copied and must not change.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="value">The bytes.</param>
    public ProtoMessage Bytes(int field, ReadOnlyMemory<byte> value)
    {
        Varint(Key(field, LengthType));
        Varint((ulong)value.Length);
        Append(value);
        return this;
    }

    /// <summary>A message within this one. Later changes of it do not count.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="value">The message.</param>
    public ProtoMessage Message(int field, ProtoMessage value)
    {
        Varint(Key(field, LengthType));
        Varint((ulong)value.length);
        foreach (ReadOnlyMemory<byte> segment in value.segments)
            Append(segment);
        return this;
    }

    /// <summary>The whole message.</summary>
    public byte[] ToArray()
    {
        byte[] bytes = new byte[length];
        int at = 0;
        foreach (ReadOnlyMemory<byte> segment in segments)
        {
            segment.CopyTo(bytes.AsMemory(at));
            at += segment.Length;
        }

        return bytes;
    }

    private static ulong Key(int field, int type) => (ulong)((field << 3) | type);

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
        length += segment.Length;
    }
}

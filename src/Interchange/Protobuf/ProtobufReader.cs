using System.Buffers.Binary;
using System.Text;

namespace Kiln.Interchange.Protobuf;

/// <summary>Reads a message in the wire format of Protocol Buffers, field by field. It never looks beyond the message and takes no memory but for texts.</summary>
/// <example>
/// <code>
/// ProtobufReader reader = new(bytes);
/// while (reader.Next())
/// {
///     if (reader.Field == OnnxFields.Graph.Name)
///         name = reader.Text();
///     else
///         reader.Skip();
/// }
/// </code>
/// </example>
/// <param name="message">The message, without a length before it.</param>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> message = message;
    private int at;

    /// <summary>The number of the field whose value comes next.</summary>
    public int Field { get; private set; }

    /// <summary>How its value lies there.</summary>
    public WireType Type { get; private set; }

    /// <summary>Goes to the next field, whose value must then be read or skipped.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InvalidDataException">What comes is no field.</exception>
    public bool Next()
    {
        if (at == message.Length)
            return false;

        ulong key = Varint();
        Type = (WireType)(key & 7);
        if (key >> 3 is 0 or > (1 << 29) - 1 || !Enum.IsDefined(Type))
            throw Damaged("has no field that is known to be one");

        Field = (int)(key >> 3);
        return true;
    }

    /// <summary>A whole number; one of a smaller type reads the same.</summary>
    /// <exception cref="InvalidDataException">It is something else, or cut short.</exception>
    public long Number()
    {
        Require(WireType.Varint);
        return (long)Varint();
    }

    /// <summary>A float.</summary>
    /// <exception cref="InvalidDataException">It is something else, or cut short.</exception>
    public float Float()
    {
        Require(WireType.FourBytes);
        return BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)));
    }

    /// <summary>A text.</summary>
    /// <exception cref="InvalidDataException">It is something else, cut short, or not UTF-8.</exception>
    public string Text()
    {
        try
        {
            return Strict.GetString(Bytes());
        }
        catch (DecoderFallbackException)
        {
            throw Damaged("has a text that is not UTF-8");
        }
    }

    /// <summary>The bytes of a text, a message or packed numbers.</summary>
    /// <exception cref="InvalidDataException">It is something else, or cut short.</exception>
    public ReadOnlySpan<byte> Bytes()
    {
        Require(WireType.Bytes);
        return Take(Varint());
    }

    /// <summary>Passes over the value.</summary>
    /// <exception cref="InvalidDataException">It is cut short.</exception>
    public void Skip()
    {
        switch (Type)
        {
            case WireType.Varint:
                Varint();
                break;
            case WireType.EightBytes:
                Take(sizeof(ulong));
                break;
            case WireType.FourBytes:
                Take(sizeof(uint));
                break;
            default:
                Take(Varint());
                break;
        }
    }

    /// <summary>The next whole number where several are packed, of which a message is nothing but the values.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="InvalidDataException">It is cut short.</exception>
    public bool NextPacked(out long value)
    {
        value = 0;
        if (at == message.Length)
            return false;

        value = (long)Varint();
        return true;
    }

    private void Require(WireType type)
    {
        if (Type != type)
            throw Damaged($"has {Type} in field {Field}, where {type} was expected");
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if (at == message.Length)
                throw Damaged("is cut short");

            byte next = message[at++];
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
                return value;
        }

        throw Damaged("has a number of more than ten bytes");
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)(message.Length - at))
            throw Damaged("is cut short");

        ReadOnlySpan<byte> taken = message.Slice(at, (int)length);
        at += (int)length;
        return taken;
    }

    private readonly InvalidDataException Damaged(string problem) => new($"the message of {message.Length} bytes {problem}, at byte {at}");
}

namespace Kiln.Interchange.Protobuf;

/// <summary>How the value of a field lies in a message of Protocol Buffers: the low three bits of its key.</summary>
internal enum WireType
{
    /// <summary>A whole number, seven bits a byte.</summary>
    Varint = 0,

    /// <summary>Eight bytes.</summary>
    EightBytes = 1,

    /// <summary>A length and as many bytes: a text, a message, packed numbers.</summary>
    Bytes = 2,

    /// <summary>Four bytes.</summary>
    FourBytes = 5,
}

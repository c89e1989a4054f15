using System.Buffers.Binary;
using System.Text;

namespace Kiln.Interchange.Matlab;

/// <summary>The elements that values are made of: a tag with type and size, then bytes, padded to a multiple of eight.</summary>
internal sealed partial class MatReader
{
    private string Text(Tag tag, string what, int mostBytes)
    {
        if (tag.Storage is not (MatStorage.Int8 or MatStorage.UInt8 or MatStorage.Utf8) || tag.Bytes > mostBytes)
            throw new InvalidDataException($"where {what} should be there is an element of type {(int)tag.Storage} and {tag.Bytes} bytes");

        return Decoded(Payload(tag));
    }

    private static string Decoded(ReadOnlySpan<byte> bytes)
    {
        int zero = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(zero < 0 ? bytes : bytes[..zero]);
    }

    /// <summary>Every value takes a tag at least: more than fit cannot be there.</summary>
    private void RequireRoom(long count, long end, string what)
    {
        if (count > (end - input.Position) / TagBytes)
            throw new InvalidDataException($"{count} {what} do not fit {end - input.Position} bytes");
    }

    /// <summary>Type and size of the next element, which ends before that around it does.</summary>
    private Tag ReadTag(long end, bool isOutermost = false)
    {
        if (end - input.Position < TagBytes)
            throw new InvalidDataException("it ends within an element");

        Span<byte> bytes = stackalloc byte[TagBytes];
        input.Read(bytes);
        uint first = Word(bytes);
        if (first >> 16 != 0)
        {
            // The small form: size and type in one word, the bytes in the other.
            uint size = first >> 16;
            return size <= 4 ? new Tag((MatStorage)(first & 0xFFFF), size, Small: BitConverter.ToUInt32(bytes[4..]), IsSmall: true)
                : throw new InvalidDataException($"a small element has {size} bytes");
        }

        Tag tag = new((MatStorage)first, Word(bytes[4..]), Small: 0, IsSmall: false);
        bool isBound = isOutermost && tag.Storage == MatStorage.Matrix;
        return isBound || tag.Bytes <= end - input.Position ? tag : throw new InvalidDataException($"an element of {tag.Bytes} bytes is said to be where {end - input.Position} are left");
    }

    /// <summary>The bytes of an element that is needed now, padding passed over.</summary>
    private byte[] Payload(Tag tag)
    {
        if (tag.IsSmall)
            return BitConverter.GetBytes(tag.Small)[..(int)tag.Bytes];
        if (tag.Bytes > int.MaxValue)
            throw new InvalidDataException($"an element of {tag.Bytes} bytes is larger than any that MATLAB writes");

        byte[] bytes = input.TakeBytes((int)tag.Bytes);
        SkipPadding(tag, long.MaxValue);
        return bytes;
    }

    private void SkipPadding(Tag tag, long end) => input.Skip(Math.Min(-tag.Bytes & (TagBytes - 1), end - input.Position));

    private uint Word(ReadOnlySpan<byte> bytes) => isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    /// <summary>What stands before the bytes of an element.</summary>
    /// <param name="Storage">Their type.</param>
    /// <param name="Bytes">Their number.</param>
    /// <param name="Small">The bytes themselves, up to four, as they lie in memory.</param>
    /// <param name="IsSmall">Whether that is where they are.</param>
    private readonly record struct Tag(MatStorage Storage, long Bytes, uint Small, bool IsSmall);
}

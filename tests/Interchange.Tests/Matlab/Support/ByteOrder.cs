using System.Buffers.Binary;

namespace Kiln.Interchange.Tests.Matlab;

/// <summary>Makes of a file in one byte order the same in the other, as a machine of that order would write it: of files that are not compressed.</summary>
internal static class ByteOrder
{
    private const int Header = 128, Tag = 8, Matrix = 14;

    /// <summary>Bytes of a number by its type in the format.</summary>
    private static readonly Dictionary<int, int> Sizes = new()
    {
        [1] = 1, [2] = 1, [3] = 2, [4] = 2, [5] = 4, [6] = 4, [7] = 4, [9] = 8, [12] = 8, [13] = 8,
    };

    public static byte[] Reversed(byte[] file)
    {
        byte[] reversed = [.. file];
        reversed.AsSpan(Header - 4, 2).Reverse();
        reversed.AsSpan(Header - 2, 2).Reverse();
        Elements(reversed.AsSpan(Header));
        return reversed;
    }

    private static void Elements(Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            uint first = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            int small = (int)(first >> 16), type = (int)(first & 0xFFFF);
            int size = small > 0 ? small : BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
            Span<byte> content = bytes.Slice(small > 0 ? 4 : Tag, size);
            if (type == Matrix)
                Elements(content);
            else
                Numbers(content, Sizes[type]);

            bytes[..4].Reverse();
            if (small == 0)
                bytes[4..Tag].Reverse();
            bytes = bytes[(small > 0 ? Tag : Tag + ((size + 7) & -8))..];
        }
    }

    private static void Numbers(Span<byte> bytes, int size)
    {
        for (int at = 0; at < bytes.Length; at += size)
            bytes.Slice(at, size).Reverse();
    }
}

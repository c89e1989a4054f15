using System.Buffers.Binary;

namespace Kiln.Tests.Support;

/// <summary>The checksums of a PNG file's chunks: a decoder that finds one wrong looks no further.</summary>
internal static class PngChecksums
{
    private const int SignatureBytes = 8;

    /// <summary>Puts right those of all chunks that lie within the file.</summary>
    /// <param name="file">The file.</param>
    public static void Mend(Span<byte> file)
    {
        for (int position = SignatureBytes; file.Length - position >= 12;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file[position..]);
            if (length > file.Length - position - 12)
                return;

            Span<byte> typeAndContent = file.Slice(position + 4, 4 + (int)length);
            position += 12 + (int)length;
            BinaryPrimitives.WriteUInt32BigEndian(file[(position - 4)..], Of(typeAndContent));
        }
    }

    /// <summary>The checksum of a chunk's type and content.</summary>
    /// <param name="bytes">Both.</param>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }

        return ~crc;
    }
}

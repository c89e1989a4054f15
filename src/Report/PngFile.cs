using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Kiln.Report;

/// <summary>Makes PNG files of small images, such as those that a network misjudged.</summary>
internal static class PngFile
{
    private const byte Gray = 0, Colours = 2;

    /// <summary>The file of an image.</summary>
    /// <param name="pixels">Rows, columns, channels: 0 to 1, what lies outside is cut.</param>
    /// <param name="shape">Of 1 channel or of 3.</param>
    public static byte[] Of(ReadOnlySpan<float> pixels, Shape shape)
    {
        int rowBytes = shape.Width * shape.Channels;
        byte[] rows = new byte[shape.Height * (rowBytes + 1)];
        for (int y = 0; y < shape.Height; y++)
        {
            // Each row begins with the number of its filter: none.
            for (int i = 0; i < rowBytes; i++)
                rows[(y * (rowBytes + 1)) + 1 + i] = (byte)Math.Clamp((int)MathF.Round(255 * pixels[(y * rowBytes) + i]), 0, 255);
        }

        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(rows);

        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, shape.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), shape.Height);
        (header[8], header[9]) = (8, shape.Channels == 1 ? Gray : Colours);

        using MemoryStream file = new();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, packed.ToArray());
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> whole = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(whole, content.Length);
        file.Write(whole);
        byte[] named = [.. type, .. content];
        file.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(whole, Crc32.HashToUInt32(named));
        file.Write(whole);
    }
}

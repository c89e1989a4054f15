using System.Buffers.Binary;
using System.IO.Compression;

namespace Kiln.Tests.Support;

/// <summary>Writes PNG files of the kinds that encoders seldom write.</summary>
internal static class PngWriter
{
    public const byte Gray = 0, Rgb = 2, Palette = 3, Rgba = 6;

    /// <summary>A file of unfiltered rows.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="depth">Bits a value.</param>
    /// <param name="colour">Which values a pixel has.</param>
    /// <param name="rows">Every row after its filter byte.</param>
    /// <param name="palette">The colours that a palette's indices stand for.</param>
    public static byte[] Of(int width, int height, byte depth, byte colour, byte[] rows, byte[]? palette = null)
    {
        using MemoryStream packed = new();
        using (ZLibStream stream = new(packed, CompressionLevel.Fastest, leaveOpen: true))
            stream.Write(rows);

        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (depth, colour);
        return
        [
            0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n',
            .. Chunk("IHDR"u8, header), .. palette is null ? [] : Chunk("PLTE"u8, palette), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, []),
        ];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] content)
    {
        byte[] chunk = new byte[content.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        type.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(content.Length + 8), PngChecksums.Of(chunk.AsSpan(4, content.Length + 4)));
        return chunk;
    }
}

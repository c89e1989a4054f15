using System.Buffers.Binary;
using System.IO.Compression;

namespace Kiln.Pictures;

/// <summary>Looks at a PNG file's structure before it is decoded.</summary>
/// <remarks>StbImageSharp makes room for a chunk as long as it claims to be, and for as many pixels as unpacking gives: a few bytes could ask for gigabytes.</remarks>
internal static class PngCheck
{
    private const int SignatureBytes = 8;

    /// <summary>Length, type and checksum of a chunk.</summary>
    private const int ChunkOverhead = 12;

    /// <summary>Red, green, blue and alpha of 16 bits.</summary>
    private const int MostBytesAPixel = 8;

    /// <summary>The filter of a row and its last, partly used byte; the seven pictures of an interlaced file have less than twice as many rows.</summary>
    private const int MostBytesBesideARow = 4;

    private const int PieceBytes = 1 << 16;

    /// <summary>Makes sure that all chunks are there and that unpacking them gives no more than the pixels claimed.</summary>
    /// <param name="content">The file.</param>
    /// <param name="height">Rows claimed.</param>
    /// <param name="width">Columns claimed.</param>
    /// <exception cref="PictureException">The file is damaged.</exception>
    public static void Run(PictureContent content, long height, long width)
    {
        using MemoryStream packed = PackedPixels(content);
        using ZLibStream pixels = new(packed, CompressionMode.Decompress);
        byte[] piece = new byte[PieceBytes];
        long most = (height * width * MostBytesAPixel) + ((height + SignatureBytes) * MostBytesBesideARow), sum = 0;
        try
        {
            for (int read; (read = pixels.Read(piece)) > 0;)
            {
                sum += read;
                if (sum > most)
                    throw content.Damaged($"its pixels are more than the {width}×{height} that its header says");
            }
        }
        catch (InvalidDataException)
        {
            throw content.Damaged($"its PNG pixels cannot be unpacked after the first {sum} bytes of them");
        }
    }

    private static MemoryStream PackedPixels(PictureContent content)
    {
        MemoryStream packed = new();
        ReadOnlySpan<byte> rest = content.Bytes.AsSpan(SignatureBytes);
        while (rest.Length >= ChunkOverhead)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            ReadOnlySpan<byte> type = rest.Slice(4, 4);
            if (length > rest.Length - ChunkOverhead)
            {
                throw content.Damaged(
                    $"it is cut short: its chunk at byte {content.Bytes.Length - rest.Length} claims {length} bytes, but only {rest.Length - ChunkOverhead} are left");
            }

            if (type.SequenceEqual("IDAT"u8))
                packed.Write(rest.Slice(8, (int)length));
            if (type.SequenceEqual("IEND"u8))
            {
                packed.Position = 0;
                return packed;
            }

            rest = rest[(ChunkOverhead + (int)length)..];
        }

        throw content.Damaged($"it is cut short: none of its {content.Bytes.Length} bytes is PNG's last chunk, IEND");
    }
}

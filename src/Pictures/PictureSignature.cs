using System.Buffers.Binary;

namespace Kiln.Pictures;

/// <summary>The kinds of pictures that one program or the other reads, by the names that messages use.</summary>
internal enum PictureFormat
{
    PNG,
    JPEG,
    GIF,
    BMP,
    WebP,
    TGA,
}

/// <summary>Tells the kinds of pictures apart by their first bytes.</summary>
/// <remarks>The libraries know more kinds than the programs promise, some of them rarely used and little tested. What is not recognized here never gets to them.</remarks>
internal static class PictureSignature
{
    private const int TgaHeaderBytes = 18;

    /// <summary>What a file is; null if nothing known.</summary>
    /// <param name="file">Its bytes.</param>
    public static PictureFormat? Of(ReadOnlySpan<byte> file) => file switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n', ..] => PictureFormat.PNG,
        [0xFF, 0xD8, 0xFF, ..] => PictureFormat.JPEG,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => PictureFormat.GIF,
        [(byte)'B', (byte)'M', ..] => PictureFormat.BMP,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => PictureFormat.WebP,
        _ => LooksLikeTga(file) ? PictureFormat.TGA : null,
    };

    /// <summary>TGA has no signature, but few texts pass for its header.</summary>
    private static bool LooksLikeTga(ReadOnlySpan<byte> file) =>
        file.Length > TgaHeaderBytes
        && (file[1], file[2]) is (1, 1 or 9) or (0, 2 or 3 or 10 or 11)
        && BinaryPrimitives.ReadUInt16LittleEndian(file[12..]) > 0
        && BinaryPrimitives.ReadUInt16LittleEndian(file[14..]) > 0
        && file[16] is 8 or 15 or 16 or 24 or 32;
}

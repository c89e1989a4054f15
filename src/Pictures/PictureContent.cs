namespace Kiln.Pictures;

/// <summary>A picture file's bytes, and what is refused before any decoder sees them.</summary>
/// <remarks>A decoder does what a file tells it to: read to an end that is not there, make room for pixels that never come. What a file may ask for is
/// therefore decided here, for every decoder alike.</remarks>
/// <param name="path">What messages call it.</param>
/// <param name="bytes">All of the file.</param>
internal sealed class PictureContent(string path, byte[] bytes)
{
    /// <summary>A page scanned at 400 dots an inch has fewer, and a line as long as the program reads has 256 rows at this. Decoders take up to 20 bytes per pixel.</summary>
    public const int MostPixels = 1 << 24;

    private const int MostBytes = 1 << 28;
    private const int PieceBytes = 1 << 16;

    /// <summary>Progressive JPEGs have some ten. Each costs a pass over all pixels but may be a few bytes, so that a small file could keep a decoder busy for hours.</summary>
    private const int MostScans = 100;

    /// <summary>The marker before each pass; pixels never look like one.</summary>
    private static ReadOnlySpan<byte> JpegScan => [0xFF, 0xDA];

    /// <summary>All of the file.</summary>
    public byte[] Bytes { get; } = bytes;

    /// <summary>What its first bytes say that it is; null if nothing known.</summary>
    public PictureFormat? Format { get; } = PictureSignature.Of(bytes);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="PictureException">It is missing, cannot be read, or too large.</exception>
    public static PictureContent Load(string path)
    {
        if (!File.Exists(path))
            throw new PictureException($"there is no file '{path}'");

        try
        {
            // Not by its length: what is not a file on a disk says none, and may have no end.
            using FileStream file = File.OpenRead(path);
            using MemoryStream content = new();
            byte[] piece = new byte[PieceBytes];
            for (int read; (read = file.Read(piece)) > 0;)
            {
                content.Write(piece, 0, read);
                if (content.Length > MostBytes)
                    throw new PictureException($"'{path}' has more than the {MostBytes} bytes that can be read; scale the picture down");
            }

            return new PictureContent(path, content.ToArray());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PictureException($"'{path}' cannot be read: {e.Message}");
        }
    }

    /// <summary>Makes sure that the file is of a kind that a decoder knows.</summary>
    /// <param name="readable">The kinds it knows.</param>
    /// <returns>Which one it is.</returns>
    /// <exception cref="PictureException">It is another one, or no picture.</exception>
    public PictureFormat Require(params ReadOnlySpan<PictureFormat> readable)
    {
        if (Format is not { } format || !readable.Contains(format))
            throw new PictureException($"'{path}' is not a picture that can be read: save it as {string.Join(", ", readable[..^1].ToArray())} or {readable[^1]}");

        int scans = format == PictureFormat.JPEG ? Bytes.AsSpan().Count(JpegScan) : 0;
        return scans <= MostScans ? format
            : throw new PictureException($"'{path}' is drawn in {scans} passes, more than the {MostScans} that can be read; save it again without 'progressive'");
    }

    /// <summary>Makes sure that there is room for the pixels that a header claims, before any is made.</summary>
    /// <param name="height">Rows claimed.</param>
    /// <param name="width">Columns claimed.</param>
    /// <exception cref="PictureException">There are none, or too many.</exception>
    public void CheckExtents(long height, long width)
    {
        if (height <= 0 || width <= 0)
            throw Damaged($"its header says {width}×{height} pixels");
        if (height > MostPixels || width > MostPixels || height * width > MostPixels)
        {
            throw new PictureException(
                $"'{path}' has {width}×{height} pixels, more than the {MostPixels} that can be read; cut out what matters, or scale the picture down");
        }
    }

    /// <summary>The error of a file that is not whole.</summary>
    /// <param name="problem">What is wrong with it.</param>
    public PictureException Damaged(string problem) => new($"'{path}' is damaged: {problem}; copy it again, or save it anew with a program that opens it");
}

namespace Kiln.Pictures;

/// <summary>A picture's bytes for a decoder that does not look for their end.</summary>
/// <remarks>StbImageSharp takes the end for a zero byte, again and again, and asks whether it is <em>at</em> the end after it skipped past it: a loop that
/// waits for that never ends. Here no position is past the end, and reading there throws, which ends every loop that reads.</remarks>
/// <param name="bytes">The file.</param>
internal sealed class PictureStream(byte[] bytes) : MemoryStream(bytes, writable: false)
{
    public override int ReadByte() => Position < Length ? base.ReadByte() : throw new EndOfStreamException();

    /// <summary>Reads as many bytes as were asked for: of fewer, the decoder would use what its buffer happened to hold.</summary>
    public override int Read(byte[] buffer, int offset, int count) =>
        Length - Position >= count ? base.Read(buffer, offset, count) : throw new EndOfStreamException();

    /// <summary>Moves, but not past the end: files without the padding after their last row are whole.</summary>
    public override long Seek(long offset, SeekOrigin loc)
    {
        long from = loc switch { SeekOrigin.Begin => 0, SeekOrigin.Current => Position, _ => Length };
        return base.Seek(Math.Clamp(from + offset, 0, Length), SeekOrigin.Begin);
    }
}

using System.IO.Compression;

namespace Kiln.Interchange.Matlab;

/// <summary>Elements of a file one after the other.</summary>
internal abstract class MatInput
{
    /// <summary>Bytes read so far, from the start of the file or of what is unpacked.</summary>
    public long Position { get; protected set; }

    /// <summary>What messages add to a position.</summary>
    public abstract string Where { get; }

    /// <summary>Reads bytes.</summary>
    /// <param name="destination">Gets them.</param>
    /// <exception cref="InvalidDataException">There are not as many, or they cannot be unpacked.</exception>
    public abstract void Read(Span<byte> destination);

    /// <summary>Passes over bytes.</summary>
    /// <param name="bytes">How many.</param>
    public abstract void Skip(long bytes);

    /// <summary>Leaves bytes for later, and passes over them.</summary>
    /// <param name="bytes">How many.</param>
    /// <returns>Where they are.</returns>
    public abstract (MatSource Source, long Offset) Take(int bytes);

    /// <summary>Reads bytes that are needed now.</summary>
    /// <param name="bytes">How many.</param>
    public abstract byte[] TakeBytes(int bytes);
}

/// <summary>Elements as they are in the file. The caller sees to it that none reaches beyond its end.</summary>
internal sealed class PlainInput : MatInput
{
    private const int WindowBytes = 4096;

    private readonly FileSource file;
    private readonly byte[] window = new byte[WindowBytes];
    private long windowStart;
    private int windowBytes;

    public PlainInput(FileSource file, long position)
    {
        this.file = file;
        Position = position;
    }

    /// <inheritdoc/>
    public override string Where => "";

    /// <inheritdoc/>
    public override void Read(Span<byte> destination)
    {
        if (destination.Length > WindowBytes)
        {
            file.Read(Position, destination);
        }
        else
        {
            if (Position < windowStart || Position + destination.Length > windowStart + windowBytes)
            {
                (windowStart, windowBytes) = (Position, (int)Math.Min(WindowBytes, file.Length - Position));
                file.Read(windowStart, window.AsSpan(0, windowBytes));
            }

            window.AsSpan((int)(Position - windowStart), destination.Length).CopyTo(destination);
        }

        Position += destination.Length;
    }

    /// <inheritdoc/>
    public override void Skip(long bytes) => Position += bytes;

    /// <inheritdoc/>
    public override (MatSource Source, long Offset) Take(int bytes)
    {
        long offset = Position;
        Position += bytes;
        return (file, offset);
    }

    /// <inheritdoc/>
    public override byte[] TakeBytes(int bytes)
    {
        byte[] taken = new byte[bytes];
        Read(taken);
        return taken;
    }
}

/// <summary>Elements of a compressed variable. Room is made for what has come, never for what is announced.</summary>
internal sealed class UnpackedInput : MatInput, IDisposable
{
    private const int FirstPiece = 1 << 20;

    private readonly ZLibStream stream;

    public UnpackedInput(Stream packed) => stream = new ZLibStream(packed, CompressionMode.Decompress);

    /// <inheritdoc/>
    public override string Where => " of what is unpacked";

    /// <inheritdoc/>
    public override void Read(Span<byte> destination)
    {
        int read = Unpack(destination);
        Position += read;
        if (read < destination.Length)
            throw new InvalidDataException("its compressed data ends too early");
    }

    /// <inheritdoc/>
    public override void Skip(long bytes)
    {
        byte[] piece = new byte[Math.Min(bytes, 1 << 16)];
        for (; bytes > 0; bytes -= Math.Min(bytes, piece.Length))
            Read(piece.AsSpan(0, (int)Math.Min(bytes, piece.Length)));
    }

    /// <inheritdoc/>
    public override (MatSource Source, long Offset) Take(int bytes) => (new MemorySource(TakeBytes(bytes)), 0);

    /// <inheritdoc/>
    public override byte[] TakeBytes(int bytes)
    {
        byte[] taken = new byte[Math.Min(bytes, FirstPiece)];
        Read(taken);
        while (taken.Length < bytes)
        {
            int read = taken.Length;
            Array.Resize(ref taken, (int)Math.Min(bytes, 2L * read));
            Read(taken.AsSpan(read));
        }

        return taken;
    }

    /// <summary>Makes sure that nothing follows, and that the checksum at the end is right.</summary>
    public void ReadEnd()
    {
        if (Unpack(stackalloc byte[1]) > 0)
            throw new InvalidDataException("more follows in its compressed data than it says");
    }

    private int Unpack(Span<byte> destination)
    {
        try
        {
            return stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new InvalidDataException("its compressed data cannot be unpacked", e);
        }
    }

    public void Dispose() => stream.Dispose();
}

/// <summary>A part of a file as a stream.</summary>
internal sealed class PartStream(FileSource file, long start, long length) : Stream
{
    private long position;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => length;

    /// <inheritdoc/>
    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int count = (int)Math.Min(buffer.Length, length - position);
        file.Read(start + position, buffer[..count]);
        position += count;
        return count;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

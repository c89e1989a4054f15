using Microsoft.Win32.SafeHandles;

namespace Kiln.Interchange.Matlab;

/// <summary>Bytes that can be read from any place.</summary>
internal abstract class MatSource
{
    /// <summary>Reads bytes.</summary>
    /// <param name="offset">The first.</param>
    /// <param name="destination">Gets them.</param>
    public abstract void Read(long offset, Span<byte> destination);
}

/// <summary>Bytes in memory.</summary>
/// <param name="bytes">The bytes.</param>
internal sealed class MemorySource(byte[] bytes) : MatSource
{
    /// <inheritdoc/>
    public override void Read(long offset, Span<byte> destination) => bytes.AsSpan((int)offset, destination.Length).CopyTo(destination);
}

/// <summary>An open file.</summary>
/// <remarks>It is read and not mapped: numbers go from the system's cache to where they are wanted without a second copy, pages of the file do not count as the
/// process's memory, and a file that someone cuts short meanwhile is an error and not the end of the process.</remarks>
internal sealed class FileSource : MatSource, IDisposable
{
    private readonly SafeFileHandle handle;

    public FileSource(string path)
    {
        Path = path;
        handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            Length = RandomAccess.GetLength(handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>What messages call it.</summary>
    public string Path { get; }

    /// <summary>Bytes when it was opened.</summary>
    public long Length { get; }

    /// <inheritdoc/>
    public override void Read(long offset, Span<byte> destination)
    {
        try
        {
            while (!destination.IsEmpty)
            {
                int read = RandomAccess.Read(handle, destination, offset);
                if (read == 0)
                    throw new MatException($"'{Path}' was cut short while it was read: it ends at byte {offset}; read it again when it is complete");

                offset += read;
                destination = destination[read..];
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MatException($"'{Path}' cannot be read: {e.Message}", e);
        }
        catch (ObjectDisposedException e)
        {
            throw new MatException($"'{Path}' is closed: take the numbers before the MatFile is disposed of", e);
        }
    }

    public void Dispose() => handle.Dispose();
}

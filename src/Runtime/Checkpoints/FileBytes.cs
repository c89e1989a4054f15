using System.Buffers;
using System.Runtime.InteropServices;

namespace Kiln.Checkpoints;

/// <summary>The bytes of a file, in memory that goes back to the system as soon as they have been read: an array of the heap would stay there, beside the parameters that
/// were copied out of it, until the next full collection.</summary>
internal sealed unsafe class FileBytes : MemoryManager<byte>
{
    private readonly int length;
    private byte* bytes;

    /// <summary>Reads a file to its end.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be read, or is larger than a span can be.</exception>
    public FileBytes(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        if (file.Length > int.MaxValue)
            throw new IOException($"{path} has {file.Length} bytes, but at most {int.MaxValue} can be read");

        length = (int)file.Length;
        bytes = (byte*)NativeMemory.Alloc((nuint)length);
        try
        {
            file.ReadExactly(GetSpan());
        }
        catch
        {
            ((IDisposable)this).Dispose();
            throw;
        }
    }

    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(bytes is null, this);
        return new(bytes, length);
    }

    /// <summary>Nothing to do: the memory does not move.</summary>
    public override MemoryHandle Pin(int elementIndex = 0) => new(bytes + elementIndex, default, this);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        NativeMemory.Free(bytes);
        bytes = null;
    }
}

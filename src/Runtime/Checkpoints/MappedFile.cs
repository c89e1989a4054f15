using System.Buffers;
using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Kiln.Checkpoints;

/// <summary>The bytes of a file where the system keeps them: none is copied, and none is read before it is used. Whoever shortens the file meanwhile ends the process, so that it is for files
/// that nobody changes.</summary>
internal sealed unsafe class MappedFile : MemoryManager<byte>
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly int length;
    private byte* bytes;

    /// <summary>Maps a file.</summary>
    /// <param name="path">The file, of one byte at least.</param>
    /// <exception cref="IOException">The file cannot be read, or is larger than a span can be.</exception>
    public MappedFile(string path)
    {
        using SafeFileHandle handle = File.OpenHandle(path);
        long all = RandomAccess.GetLength(handle);
        if (all > int.MaxValue)
            throw new IOException($"{path} has {all} bytes, but at most {int.MaxValue} can be read");

        length = (int)all;
        file = MemoryMappedFile.CreateFromFile(handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref bytes);
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
        if (bytes is not null)
            view.SafeMemoryMappedViewHandle.ReleasePointer();

        bytes = null;
        view.Dispose();
        file.Dispose();
    }
}

using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Kiln.Checkpoints;

/// <summary>The bytes of a file where the system keeps them: none is copied, and none is read before it is used. Whoever shortens the file meanwhile ends the process, so that it is for files
/// that nobody changes.</summary>
internal sealed unsafe class MappedFile : FileMemory
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;

    /// <summary>Maps a file.</summary>
    /// <param name="path">The file, of one byte at least.</param>
    /// <exception cref="IOException">The file cannot be read, or is larger than a span can be.</exception>
    public MappedFile(string path)
    {
        using SafeFileHandle handle = File.OpenHandle(path);
        int length = Length(path, RandomAccess.GetLength(handle));
        file = MemoryMappedFile.CreateFromFile(handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* address = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref address);
        Place(address, length);
    }

    protected override void Free()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }
}

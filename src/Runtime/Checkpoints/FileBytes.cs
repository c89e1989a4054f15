using System.Runtime.InteropServices;

namespace Kiln.Checkpoints;

/// <summary>The bytes of a file, in memory that goes back to the system as soon as they have been read: an array of the heap would stay there, beside the parameters that
/// were copied out of it, until the next full collection.</summary>
internal sealed unsafe class FileBytes : FileMemory
{
    /// <summary>Reads a file to its end.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be read, or is larger than a span can be.</exception>
    public FileBytes(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        int length = Length(path, file.Length);
        Place((byte*)NativeMemory.Alloc((nuint)length), length);
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

    protected override void Free() => NativeMemory.Free(Address);
}

using System.Buffers;

namespace Kiln.Checkpoints;

/// <summary>The bytes of a file in memory that does not move and is not the heap's.</summary>
internal abstract unsafe class FileMemory : MemoryManager<byte>
{
    private int length;

    /// <summary>Where the bytes are; null once they are gone.</summary>
    protected byte* Address { get; private set; }

    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(Address is null, this);
        return new(Address, length);
    }

    /// <summary>Nothing to do: the memory does not move.</summary>
    public override MemoryHandle Pin(int elementIndex = 0) => new(Address + elementIndex, default, this);

    public override void Unpin()
    {
    }

    /// <summary>How long a file is, if a span can be so long.</summary>
    /// <exception cref="IOException">It is longer.</exception>
    protected static int Length(string path, long bytes) =>
        bytes <= int.MaxValue ? (int)bytes : throw new IOException($"{path} has {bytes} bytes, but at most {int.MaxValue} can be read");

    /// <summary>Says where the bytes are.</summary>
    protected void Place(byte* address, int bytes)
    {
        Address = address;
        length = bytes;
    }

    /// <summary>Gives the memory back.</summary>
    protected abstract void Free();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (Address is not null)
            Free();

        Address = null;
    }
}

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Kiln.Checkpoints;

/// <summary>Builds the bytes of a file, section by section.</summary>
internal sealed class CheckpointWriter
{
    private readonly MemoryStream stream;
    private long section;
    private int sections;

    /// <summary>Starts a file.</summary>
    /// <param name="capacity">About how many bytes it will have.</param>
    public CheckpointWriter(int capacity)
    {
        stream = new MemoryStream(capacity);
        stream.Write(CheckpointFormat.Magic);
        Write(CheckpointFormat.Version);
        stream.Position = CheckpointFormat.HeaderBytes;
    }

    public void Begin(string tag)
    {
        stream.Write(Encoding.ASCII.GetBytes(tag));
        Write(0L);
        section = stream.Position;
        sections++;
    }

    public void End()
    {
        long end = stream.Position;
        stream.Position = section - sizeof(long);
        Write(end - section);
        stream.Position = end;
    }

    /// <summary>Fills in the header and adds the checksum.</summary>
    public byte[] Finish()
    {
        long end = stream.Position;
        stream.Position = CheckpointFormat.HeaderBytes - sizeof(long) - sizeof(int);
        Write(sections);
        Write(end + CheckpointFormat.ChecksumBytes);
        stream.Position = end;
        stream.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)end)));
        return stream.ToArray();
    }

    public void Write(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        stream.Write(bytes);
    }

    public void Write(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        stream.Write(bytes);
    }

    public void Write(double value) => Write(BitConverter.DoubleToInt64Bits(value));

    public void Write(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Write(bytes.Length);
        stream.Write(bytes);
    }

    public void Write(ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        foreach (float value in values)
            Write(BitConverter.SingleToInt32Bits(value));
    }
}

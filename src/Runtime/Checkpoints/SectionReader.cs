using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Kiln.Checkpoints;

/// <summary>Reads the content of one section and checks every length against what is left of it.</summary>
internal ref struct SectionReader(ReadOnlySpan<byte> content, string file, string tag)
{
    private readonly ReadOnlySpan<byte> content = content;
    private int position;

    private readonly int Left => content.Length - position;

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int), "a number"));

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double), "a number"));

    public bool Flag() => Int32() switch
    {
        0 => false,
        1 => true,
        int other => throw Malformed($"{other} where 0 or 1 was expected"),
    };

    public string Text() => Encoding.UTF8.GetString(Take(Count("a text", 1), "a text"));

    /// <summary>A number of items, of which each takes at least some bytes.</summary>
    public int Count(string what, int bytesEach)
    {
        int count = Int32();
        if (count < 0 || count > Left / bytesEach)
            throw Malformed($"{what} claims {count} items, but {Left} bytes are left");
        return count;
    }

    /// <summary>The bytes of some floats, for <see cref="Copy"/>.</summary>
    public ReadOnlySpan<byte> Floats(long count, string what)
    {
        if (count < 0 || count > Left / sizeof(float))
            throw Malformed($"{what} claims {count} values, but {Left} bytes are left");
        return Take((int)count * sizeof(float), what);
    }

    public readonly void End()
    {
        if (Left != 0)
            throw Malformed($"{Left} bytes are left over");
    }

    public readonly CheckpointException Malformed(string problem) => new(file, $"is malformed: section {tag}: {problem}");

    /// <summary>Turns little-endian bytes into floats.</summary>
    public static void Copy(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        bytes.CopyTo(MemoryMarshal.AsBytes(values));
        if (!BitConverter.IsLittleEndian)
        {
            Span<int> words = MemoryMarshal.Cast<float, int>(values);
            BinaryPrimitives.ReverseEndianness(words, words);
        }
    }

    private ReadOnlySpan<byte> Take(int length, string what)
    {
        if (length > Left)
            throw Malformed($"{what} takes {length} bytes, but {Left} are left");
        position += length;
        return content.Slice(position - length, length);
    }
}

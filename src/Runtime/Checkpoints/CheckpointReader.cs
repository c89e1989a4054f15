using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Kiln.Checkpoints;

/// <summary>Checks the frame of a file and finds its sections.</summary>
internal sealed class CheckpointReader : IDisposable
{
    private readonly IDisposable? owner;
    private readonly ReadOnlyMemory<byte> content;
    private readonly Dictionary<string, Range> sections = [];

    /// <summary>Verifies magic, version, length, checksum and the extents of all sections.</summary>
    /// <param name="content">All bytes of the file.</param>
    /// <param name="file">Its name for messages.</param>
    /// <param name="trusted">Whether the checksum is left out.</param>
    /// <exception cref="CheckpointException">The file is none of ours, damaged, or of another version.</exception>
    public CheckpointReader(ReadOnlyMemory<byte> content, string file, bool trusted = false)
    {
        this.content = content;
        File = file;
        int end = VerifyFrame(content.Span, trusted);
        FindSections(content.Span, end);
    }

    /// <summary>The same for the bytes of a file, which go when the reader does.</summary>
    public CheckpointReader(FileMemory bytes, string file, bool trusted)
        : this(bytes.Memory, file, trusted) => owner = bytes;

    public string File { get; }

    /// <summary>The version of the format in which it is written.</summary>
    public int Version { get; private set; }

    public void Dispose() => owner?.Dispose();

    public bool Has(string tag) => sections.ContainsKey(tag);

    /// <summary>The content of a section.</summary>
    /// <exception cref="CheckpointException">There is no such section.</exception>
    public SectionReader Open(string tag) =>
        sections.TryGetValue(tag, out Range range)
            ? new SectionReader(content.Span[range], File, tag)
            : throw new CheckpointException(File, $"has no section {tag}; it has {string.Join(", ", sections.Keys)}");

    private int VerifyFrame(ReadOnlySpan<byte> bytes, bool trusted)
    {
        ReadOnlySpan<byte> magic = CheckpointFormat.Magic;
        if (bytes.IsEmpty)
            throw new CheckpointException(File, "is empty; a Kiln checkpoint was expected");
        if (!bytes.StartsWith(magic[..Math.Min(magic.Length, bytes.Length)]))
        {
            throw new CheckpointException(
                File, $"is not a Kiln checkpoint: it starts with {Convert.ToHexString(bytes[..Math.Min(magic.Length, bytes.Length)])}, but {Convert.ToHexString(magic)} was expected");
        }

        const int Smallest = CheckpointFormat.HeaderBytes + CheckpointFormat.ChecksumBytes;
        if (bytes.Length < Smallest)
            throw new CheckpointException(File, $"is truncated: it has {bytes.Length} bytes, but the smallest checkpoint has {Smallest}");

        Version = BinaryPrimitives.ReadInt32LittleEndian(bytes[magic.Length..]);
        if (Version is < CheckpointFormat.OldestVersion or > CheckpointFormat.Version)
        {
            throw new CheckpointException(
                File, $"has format version {Version}, but a version from {CheckpointFormat.OldestVersion} to {CheckpointFormat.Version} was expected");
        }

        long length = BinaryPrimitives.ReadInt64LittleEndian(bytes[(CheckpointFormat.HeaderBytes - sizeof(long))..]);
        if (length != bytes.Length)
            throw new CheckpointException(File, $"is {(bytes.Length < length ? "truncated" : "corrupt")}: it has {bytes.Length} bytes, but its header expects {length}");

        int end = bytes.Length - CheckpointFormat.ChecksumBytes;
        if (trusted)
            return end;

        Span<byte> checksum = stackalloc byte[CheckpointFormat.ChecksumBytes];
        SHA256.HashData(bytes[..end], checksum);
        if (!bytes[end..].SequenceEqual(checksum))
            throw new CheckpointException(File, $"is corrupt: its bytes have the SHA-256 {Convert.ToHexStringLower(checksum)}, but {Convert.ToHexStringLower(bytes[end..])} was expected");
        return end;
    }

    /// <summary>The checksum guards against damage, not against another writer's mistakes: every length is still checked.</summary>
    private void FindSections(ReadOnlySpan<byte> bytes, int end)
    {
        int count = BinaryPrimitives.ReadInt32LittleEndian(bytes[(CheckpointFormat.HeaderBytes - sizeof(long) - sizeof(int))..]);
        int position = CheckpointFormat.HeaderBytes;
        for (int i = 0; i < count; i++)
        {
            if (end - position < CheckpointFormat.SectionHeaderBytes)
                throw new CheckpointException(File, $"is malformed: {count} sections were expected, but the file ends after {i}");

            string tag = Encoding.ASCII.GetString(bytes.Slice(position, 4));
            long length = BinaryPrimitives.ReadInt64LittleEndian(bytes[(position + 4)..]);
            position += CheckpointFormat.SectionHeaderBytes;
            if (length < 0 || length > end - position)
                throw new CheckpointException(File, $"is malformed: section {tag} claims {length} bytes, but {end - position} are left");
            if (!sections.TryAdd(tag, position..(position + (int)length)))
                throw new CheckpointException(File, $"is malformed: it has section {tag} twice");
            position += (int)length;
        }

        if (position != end)
            throw new CheckpointException(File, $"is malformed: {end - position} bytes belong to no section");
    }
}

using System.Buffers.Binary;

namespace Kiln.Tests.Support;

/// <summary>One small picture of letters, saved in every kind and variant that the programs read.</summary>
/// <remarks>Cut from data/sentence.png, tinted or made transparent, and saved by ImageMagick 6.9.11 and cjpeg 2.1.5.</remarks>
internal static class PictureSamples
{
    public const int Height = 32, Width = 72;

    private static readonly string Folder = Path.Combine(Repository.Root.FullName, "tests", "Support", "Pictures");

    /// <summary>The names of the samples of a kind.</summary>
    /// <param name="extension">For example png.</param>
    public static string[] Of(string extension) =>
        [.. Directory.GetFiles(Folder, $"*.{extension}").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>A sample's bytes.</summary>
    /// <param name="name">Its name.</param>
    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    /// <summary>A sample whose header claims other extents; the rest stays as it is.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="height">Rows to claim, cut to what the kind has room for.</param>
    /// <param name="width">Columns to claim, likewise.</param>
    public static byte[] Claiming(string name, int height, int width)
    {
        byte[] file = Read(name);
        switch (Path.GetExtension(name))
        {
            case ".png":
                BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
                BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);
                PngChecksums.Mend(file);
                break;
            case ".jpg":
                // The frame's marker, length and precision come before them.
                int frame = Math.Max(file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0, 0]), file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC2, 0]));
                BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 5), (ushort)height);
                BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 7), (ushort)width);
                break;
            case ".gif":
                WriteSmall(file, 6, width, height);
                break;
            case ".bmp":
                BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
                BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
                break;
            case ".tga":
                WriteSmall(file, 12, width, height);
                break;
            case ".webp" when file.AsSpan(12, 4).SequenceEqual("VP8L"u8):
                BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(21), (uint)(Math.Min(width, 1 << 14) - 1) | ((uint)(Math.Min(height, 1 << 14) - 1) << 14));
                break;
            case ".webp" when file.AsSpan(12, 4).SequenceEqual("VP8 "u8):
                WriteSmall(file, 26, Math.Min(width, (1 << 14) - 1), Math.Min(height, (1 << 14) - 1));
                break;
            default:
                throw new ArgumentException($"{name} is of no kind whose header is known", nameof(name));
        }

        return file;
    }

    private static void WriteSmall(byte[] file, int position, int width, int height)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(position), (ushort)width);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(position + 2), (ushort)height);
    }
}

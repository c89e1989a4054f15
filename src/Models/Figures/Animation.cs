using System.Buffers.Binary;
using System.IO.Hashing;
using SkiaSharp;

namespace Kiln.Models.Figures;

/// <summary>Writes an animated PNG: a PNG file whose further frames lie in chunks that programs which do not know them pass over.</summary>
/// <remarks>The format: <see href="https://www.w3.org/TR/png-3/#apng-frame-based-animation">PNG, third edition, animations</see>. Each frame is encoded as a PNG of its own, whose chunks of pixels are taken over.</remarks>
internal sealed class Animation
{
    private const int SignatureBytes = 8, ChunkHead = 8, ChunkOverhead = 12;

    private readonly int milliseconds;
    private readonly List<byte[]> frames = [];

    /// <param name="milliseconds">How long each frame is shown.</param>
    public Animation(int milliseconds) => this.milliseconds = milliseconds;

    /// <summary>Appends a frame.</summary>
    /// <param name="frame">Of the same size as the ones before.</param>
    public void Add(SKBitmap frame)
    {
        using SKData data = frame.Encode(SKEncodedImageFormat.Png, quality: 100);
        frames.Add(data.ToArray());
    }

    /// <summary>Saves what was appended; it is shown again and again.</summary>
    /// <param name="path">Where to.</param>
    /// <exception cref="UserErrorException">The file cannot be written.</exception>
    public void Save(string path)
    {
        using MemoryStream file = new();
        file.Write(frames[0].AsSpan(0, SignatureBytes));
        ReadOnlySpan<byte> header = Chunks(frames[0]).First(chunk => chunk.Type == "IHDR").Content.Span;
        Write(file, "IHDR", header);
        Write(file, "acTL", [.. Whole(frames.Count), .. Whole(0)]);
        int number = 0;
        for (int frame = 0; frame < frames.Count; frame++)
        {
            // Number, extents, place, share of a second, and: leave it as it is, draw over what was.
            Write(file, "fcTL", [.. Whole(number++), .. header[..8], .. Whole(0), .. Whole(0), .. Half(milliseconds), .. Half(1000), 0, 0]);
            foreach ((_, ReadOnlyMemory<byte> content) in Chunks(frames[frame]).Where(chunk => chunk.Type == "IDAT"))
            {
                if (frame == 0)
                    Write(file, "IDAT", content.Span);
                else
                    Write(file, "fdAT", [.. Whole(number++), .. content.Span]);
            }
        }

        Write(file, "IEND", []);
        Picture.Save(file.ToArray(), path);
    }

    private static IEnumerable<(string Type, ReadOnlyMemory<byte> Content)> Chunks(byte[] png)
    {
        for (int at = SignatureBytes; at < png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            yield return (System.Text.Encoding.ASCII.GetString(png, at + 4, 4), png.AsMemory(at + ChunkHead, length));
            at += length + ChunkOverhead;
        }
    }

    private static void Write(MemoryStream file, string type, ReadOnlySpan<byte> content)
    {
        byte[] named = [.. System.Text.Encoding.ASCII.GetBytes(type), .. content];
        file.Write(Whole(content.Length));
        file.Write(named);
        file.Write(Whole((int)Crc32.HashToUInt32(named)));
    }

    private static byte[] Whole(int value)
    {
        byte[] bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Half(int value)
    {
        byte[] bytes = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        return bytes;
    }
}

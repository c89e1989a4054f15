using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Kiln.Models.Letters;

/// <summary>Reads and writes <see cref="LetterSet"/>s; docs/letters-format.md describes the bytes.</summary>
/// <remarks>Only the rectangle with ink of every image is stored: half the bytes are paper that a general compressor has to spend on.</remarks>
internal static class LetterFile
{
    private const int Version = 1;
    private const int HeaderBytes = 64;
    private const int MostFonts = 50_000;
    private const int MostNameBytes = 255;
    private const int BrotliQuality = 11;
    private const int BrotliWindowBits = 24;

    private static ReadOnlySpan<byte> Magic => "KILNABC\n"u8;

    /// <summary>Writes a set, all of it or nothing: a file of that name is replaced only when the new one is complete.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="set">The set.</param>
    public static void Write(string path, LetterSet set)
    {
        byte[] body = Body(set);
        byte[] packed = new byte[BrotliEncoder.GetMaxCompressedLength(body.Length)];
        if (!BrotliEncoder.TryCompress(body, packed, out int packedBytes, BrotliQuality, BrotliWindowBits))
            throw new InvalidOperationException("Brotli needed more room than it asked for");

        byte[] header = new byte[HeaderBytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), set.Fonts.Count);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), body.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(20), packedBytes);
        Checksum(header, body).CopyTo(header.AsSpan(32));

        string partial = path + ".partial";
        using (FileStream file = new(partial, FileMode.Create, FileAccess.Write))
        {
            file.Write(header);
            file.Write(packed.AsSpan(0, packedBytes));
            file.Flush(flushToDisk: true);
        }

        File.Move(partial, path, overwrite: true);
    }

    /// <summary>Reads a set.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UserErrorException">It is missing, damaged, cut short, or no letters file of this version.</exception>
    public static LetterSet Read(string path)
    {
        byte[] file;
        try
        {
            file = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"letters file '{path}' cannot be read: {e.Message}");
        }

        try
        {
            return Parse(file);
        }
        catch (InvalidDataException e)
        {
            throw new UserErrorException($"'{path}' {e.Message}");
        }
    }

    private static LetterSet Parse(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderBytes || !file.StartsWith(Magic))
            throw new InvalidDataException("is not a letters file: make one with 'letters FOLDER --out FILE'");

        ReadOnlySpan<byte> header = file[..HeaderBytes];
        int version = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        if (version != Version)
            throw new InvalidDataException($"is a letters file of version {version}, but this program reads version {Version}");

        int fonts = BinaryPrimitives.ReadInt32LittleEndian(header[12..]);
        int bodyBytes = BinaryPrimitives.ReadInt32LittleEndian(header[16..]);
        int packedBytes = BinaryPrimitives.ReadInt32LittleEndian(header[20..]);
        long mostBytes = (long)fonts * (2 + MostNameBytes + LetterSet.FontBytes + (4 * LetterSet.Letters));
        if (fonts is < 0 or > MostFonts || bodyBytes < 0 || bodyBytes > mostBytes)
            throw new InvalidDataException($"is damaged: its header says {fonts} fonts in {bodyBytes} bytes");
        if (packedBytes != file.Length - HeaderBytes)
            throw new InvalidDataException($"is damaged: its header says {HeaderBytes + (long)packedBytes} bytes, but it has {file.Length}");

        byte[] body = new byte[bodyBytes];
        if (!BrotliDecoder.TryDecompress(file[HeaderBytes..], body, out int written) || written != bodyBytes)
            throw new InvalidDataException("is damaged: its contents cannot be unpacked");
        if (!Checksum(header, body).AsSpan().SequenceEqual(header[32..]))
            throw new InvalidDataException("is damaged: its checksum is wrong");

        return ParseBody(body, fonts);
    }

    /// <summary>The names and sets of the fonts, then the ink of every image.</summary>
    private static byte[] Body(LetterSet set)
    {
        MemoryStream body = new();
        foreach (LetterFont font in set.Fonts)
        {
            byte[] name = Encoding.UTF8.GetBytes(font.Name);
            if (name.Length > MostNameBytes)
                throw new UserErrorException($"the font name '{font.Name}' takes {name.Length} bytes, more than {MostNameBytes}");

            body.WriteByte(font.Validation ? (byte)1 : (byte)0);
            body.WriteByte((byte)name.Length);
            body.Write(name);
        }

        for (int image = 0; image < set.Count; image++)
        {
            ReadOnlySpan<byte> pixels = set.Pixels.Slice(image * LetterSet.ImageBytes, LetterSet.ImageBytes);
            InkBox ink = InkBox.Of(pixels);
            body.Write([(byte)ink.Top, (byte)ink.Left, (byte)ink.Height, (byte)ink.Width]);
            for (int y = 0; y < ink.Height; y++)
                body.Write(pixels.Slice(((ink.Top + y) * LetterSet.Side) + ink.Left, ink.Width));
        }

        return body.ToArray();
    }

    private static LetterSet ParseBody(ReadOnlySpan<byte> body, int count)
    {
        LetterFont[] fonts = new LetterFont[count];
        for (int i = 0; i < count; i++)
        {
            byte set = Take(ref body, 1)[0];
            if (set > 1)
                throw new InvalidDataException($"is damaged: font {i} belongs to set {set}, but there are only 0 and 1");

            fonts[i] = new LetterFont(Encoding.UTF8.GetString(Take(ref body, Take(ref body, 1)[0])), set == 1);
        }

        byte[] pixels = new byte[count * (long)LetterSet.FontBytes];
        pixels.AsSpan().Fill(InkBox.Paper);
        for (int image = 0; image < count * LetterSet.Letters; image++)
        {
            ReadOnlySpan<byte> box = Take(ref body, 4);
            InkBox ink = new(box[0], box[1], box[2], box[3]);
            if (!ink.FitsImage)
                throw new InvalidDataException($"is damaged: the ink of image {image} does not fit {LetterSet.Side}×{LetterSet.Side} pixels");

            Span<byte> destination = pixels.AsSpan(image * LetterSet.ImageBytes, LetterSet.ImageBytes);
            for (int y = 0; y < ink.Height; y++)
                Take(ref body, ink.Width).CopyTo(destination[(((ink.Top + y) * LetterSet.Side) + ink.Left)..]);
        }

        if (!body.IsEmpty)
            throw new InvalidDataException($"is damaged: {body.Length} bytes follow its last image");
        return new LetterSet(fonts, pixels);
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, int bytes)
    {
        if (bytes > rest.Length)
            throw new InvalidDataException("is damaged: its contents end too early");

        ReadOnlySpan<byte> taken = rest[..bytes];
        rest = rest[bytes..];
        return taken;
    }

    /// <summary>SHA-256 of the header before the checksum and of the unpacked body.</summary>
    private static byte[] Checksum(ReadOnlySpan<byte> header, ReadOnlySpan<byte> body)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header[..32]);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}

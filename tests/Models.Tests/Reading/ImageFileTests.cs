using System.Buffers.Binary;
using System.IO.Compression;
using Kiln.Models.Reading;
using SkiaSharp;

namespace Kiln.Models.Tests.Reading;

public sealed class ImageFileTests
{
    [Fact]
    public void GrayIsByte255Th()
    {
        GrayImage image = Read(Png.Of(2, 1, depth: 8, Png.Gray, [0, 0, 51]));
        Assert.Equal((1, 2), (image.Height, image.Width));
        Near([0, 51 / 255f], image.Pixels);
    }

    [Fact]
    public void SixteenBitsAreRead()
    {
        GrayImage gray = Read(Png.Of(2, 1, depth: 16, Png.Gray, [0, 0x80, 0x40, 0xFF, 0xFF]));
        Assert.Equal(0x8040 / 65535f, gray.Pixels[0], 1 / 512f);
        Assert.Equal(1, gray.Pixels[1]);

        // Eight bits would be 1e-3 off, half floats are 2e-4.
        GrayImage colour = Read(Png.Of(1, 1, depth: 16, Png.Rgb, [0, 0x80, 0x40, 0x80, 0x40, 0x80, 0x40]));
        Assert.Equal(0x8040 / 65535f, colour.Pixels[0], 3e-4f);
    }

    [Fact]
    public void APaletteIsLookedUp()
    {
        GrayImage image = Read(Png.Of(3, 1, depth: 8, Png.Palette, [0, 2, 0, 1], palette: [255, 255, 255, 0, 0, 0, 255, 0, 0]));
        Near([0.298936f, 1, 0], image.Pixels);
    }

    [Fact]
    public void ColoursBecomeGray()
    {
        GrayImage image = Read(Png.Of(3, 1, depth: 8, Png.Rgb, [0, 255, 0, 0, 0, 255, 0, 0, 0, 255]));
        Near([0.298936f, 0.587043f, 0.114021f], image.Pixels);
    }

    [Fact]
    public void TransparentPartsAreWhite()
    {
        GrayImage image = Read(Png.Of(3, 1, depth: 8, Png.Rgba, [0, 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 51]));
        Near([1, 0, 0.8f], image.Pixels);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void OtherKindsAreRead(SKEncodedImageFormat format)
    {
        using SKBitmap bitmap = new(16, 8);
        bitmap.Erase(new SKColor(102, 102, 102));
        using SKData data = bitmap.Encode(format, 100);
        GrayImage image = Read(data.ToArray());
        Assert.Equal((8, 16), (image.Height, image.Width));
        Assert.All(image.Pixels, pixel => Assert.Equal(0.4f, pixel, 0.01f));
    }

    [Fact]
    public void TheShippedSentenceIsRead()
    {
        GrayImage image = ImageFile.Read(ShippedData.Find("data/sentence.png"));
        Assert.Equal((32, 576), (image.Height, image.Width));
        Assert.False(image.LooksLightOnDark);
        Assert.True(image.Inverted().LooksLightOnDark);
    }

    [Fact]
    public void AMissingFileIsSaid() =>
        Assert.Equal("there is no file 'nowhere.png'", Assert.Throws<UserErrorException>(() => ImageFile.Read("nowhere.png")).Message);

    [Fact]
    public void AnotherKindOfFileIsSaid() =>
        Assert.Contains("is not a picture", Assert.Throws<UserErrorException>(() => Read("text"u8.ToArray())).Message, StringComparison.Ordinal);

    [Fact]
    public void ACutPictureIsSaid()
    {
        Random random = new(1);
        byte[] rows = new byte[64 * 65];
        random.NextBytes(rows);
        for (int y = 0; y < 64; y++)
            rows[y * 65] = 0;
        byte[] whole = Png.Of(64, 64, depth: 8, Png.Gray, rows);
        Assert.Contains("is damaged", Assert.Throws<UserErrorException>(() => Read(whole[..^1500])).Message, StringComparison.Ordinal);
    }

    private static void Near(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 5e-4f);
    }

    private static GrayImage Read(byte[] content)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.File("image"), content);
        return ImageFile.Read(folder.File("image"));
    }

    /// <summary>Writes PNG files of the kinds that SkiaSharp reads but does not write.</summary>
    private static class Png
    {
        public const byte Gray = 0, Rgb = 2, Palette = 3, Rgba = 6;

        /// <param name="rows">Every row after its filter byte.</param>
        public static byte[] Of(int width, int height, byte depth, byte colour, byte[] rows, byte[]? palette = null)
        {
            using MemoryStream packed = new();
            using (ZLibStream stream = new(packed, CompressionLevel.Fastest, leaveOpen: true))
                stream.Write(rows);

            byte[] header = new byte[13];
            BinaryPrimitives.WriteInt32BigEndian(header, width);
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
            (header[8], header[9]) = (depth, colour);
            return
            [
                0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n',
                .. Chunk("IHDR"u8, header), .. palette is null ? [] : Chunk("PLTE"u8, palette), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, []),
            ];
        }

        private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] content)
        {
            byte[] chunk = new byte[content.Length + 12];
            BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
            type.CopyTo(chunk.AsSpan(4));
            content.CopyTo(chunk, 8);
            BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(content.Length + 8), PngChecksums.Of(chunk.AsSpan(4, content.Length + 4)));
            return chunk;
        }
    }
}

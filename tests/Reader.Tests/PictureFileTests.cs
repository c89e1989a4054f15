using System.Buffers.Binary;
using Kiln.Models.Reading;
using Kiln.Pictures;

namespace Kiln.Reader.Tests;

public sealed class PictureFileTests
{
    private const string Sentence = "data/sentence.png";

    [Fact]
    public void TheSentenceIsDarkOnLight()
    {
        GrayImage image = PictureFile.Read(Sentence);
        Assert.Equal((32, 576), (image.Height, image.Width));
        Assert.False(image.LooksLightOnDark);
        Assert.Equal((0, 1), (image.Pixels.Min(), image.Pixels.Max()));
    }

    [Fact]
    public void ColoursBecomeGray()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.File("colours.bmp"), Bitmap([255, 0, 0], [0, 255, 0], [0, 0, 255], [51, 51, 51]));
        GrayImage image = PictureFile.Read(folder.File("colours.bmp"));

        float[] blueGreenRedGray = [0.114021f, 0.587043f, 0.298936f, 0.2f];
        Assert.Equal((1, 4), (image.Height, image.Width));
        for (int i = 0; i < 4; i++)
            Assert.Equal(blueGreenRedGray[i], image.Pixels[i], 1e-6f);
    }

    [Fact]
    public void AMissingFileIsSaid() =>
        Assert.Equal("there is no file 'nowhere.png'", Assert.Throws<PictureException>(() => PictureFile.Read("nowhere.png")).Message);

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(20)]
    [InlineData(1000)]
    public void AFileCutShortIsSaid(int bytes)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.File("cut.png"), File.ReadAllBytes(Sentence)[..bytes]);
        string message = Assert.Throws<PictureException>(() => PictureFile.Read(folder.File("cut.png"))).Message;
        Assert.Contains(bytes < 8 ? "is not a picture" : "is damaged", message, StringComparison.Ordinal);
    }

    /// <summary>A bitmap of one row; a pixel is blue, green, red.</summary>
    private static byte[] Bitmap(params byte[][] pixels)
    {
        const int Header = 54;
        byte[] file = new byte[Header + (((3 * pixels.Length) + 3) & ~3)];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), Header);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), pixels.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(28), 24);
        for (int i = 0; i < pixels.Length; i++)
            pixels[i].CopyTo(file, Header + (3 * i));
        return file;
    }
}

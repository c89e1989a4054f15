using System.Buffers.Binary;
using Kiln.Models.Letters;

namespace Kiln.Models.Tests.Letters;

public sealed class LetterFileTests
{
    [Fact]
    public void WhatIsWrittenIsRead()
    {
        using TemporaryFolder folder = new();
        LetterSet set = Example();
        LetterFile.Write(folder.File("a.letters"), set);
        LetterSet read = LetterFile.Read(folder.File("a.letters"));

        Assert.Equal(set.Fonts, read.Fonts);
        Assert.True(set.Pixels.SequenceEqual(read.Pixels));
        Assert.Equal(["a.letters"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void NoFontsAreAFileToo()
    {
        using TemporaryFolder folder = new();
        LetterFile.Write(folder.File("a.letters"), new LetterSet([], []));
        Assert.Equal(0, LetterFile.Read(folder.File("a.letters")).Count);
    }

    [Fact]
    public void PixelsMustFitTheFonts() =>
        Assert.Contains("26624", Assert.Throws<ArgumentException>(() => new LetterSet([new LetterFont("a", false)], new byte[5])).Message, StringComparison.Ordinal);

    [Fact]
    public void AMissingFileIsSaid() => Assert.Contains("cannot be read", ReadError("nowhere.letters"), StringComparison.Ordinal);

    [Fact]
    public void AnotherKindOfFileIsSaid() => Assert.Contains("is not a letters file", ErrorOf(_ => "something else altogether, long enough to hold a header of 64 bytes"u8.ToArray()), StringComparison.Ordinal);

    [Fact]
    public void AnEmptyFileIsSaid() => Assert.Contains("is not a letters file", ErrorOf(_ => []), StringComparison.Ordinal);

    [Fact]
    public void AnotherVersionIsSaid() => Assert.Contains("version 7", ErrorOf(file => With(file, 8, 7)), StringComparison.Ordinal);

    [Theory]
    [InlineData(12, -1)]
    [InlineData(12, int.MaxValue)]
    [InlineData(12, 0)]
    [InlineData(16, -1)]
    [InlineData(16, int.MaxValue)]
    [InlineData(20, 3)]
    [InlineData(20, int.MinValue)]
    public void LengthsThatCannotBeAreSaid(int offset, int value) => Assert.Contains("its header says", ErrorOf(file => With(file, offset, value)), StringComparison.Ordinal);

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public void ACutFileIsSaid(int bytes) => Assert.Contains("but it has", ErrorOf(file => file[..^bytes]), StringComparison.Ordinal);

    [Fact]
    public void BytesAfterTheEndAreSaid() => Assert.Contains("but it has", ErrorOf(file => [.. file, 0]), StringComparison.Ordinal);

    [Fact]
    public void EveryBrokenByteIsNoticed()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.letters");
        LetterFile.Write(path, Example());
        byte[] whole = File.ReadAllBytes(path);
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] broken = [.. whole];
            broken[i] ^= 0x10;
            File.WriteAllBytes(path, broken);
            Assert.Contains(path, ReadError(path), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AFolderIsNoFile()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("cannot be read", ReadError(folder.Path), StringComparison.Ordinal);
    }

    private static LetterSet Example()
    {
        Random random = new(1);
        byte[] pixels = new byte[2 * LetterSet.FontBytes];
        random.NextBytes(pixels);
        pixels.AsSpan(0, LetterSet.ImageBytes).Fill(255);
        pixels.AsSpan(LetterSet.ImageBytes, LetterSet.ImageBytes).Fill(255);
        pixels[LetterSet.ImageBytes + 77] = 3;
        pixels.AsSpan(3 * LetterSet.ImageBytes).Fill(200);
        return new LetterSet([new LetterFont("Grüße 400", false), new LetterFont("b/c.ttf", true)], pixels);
    }

    private static string ErrorOf(Func<byte[], byte[]> change)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.letters");
        LetterFile.Write(path, Example());
        File.WriteAllBytes(path, change(File.ReadAllBytes(path)));
        return ReadError(path);
    }

    private static byte[] With(byte[] file, int offset, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(offset), value);
        return file;
    }

    private static string ReadError(string path) => Assert.Throws<UserErrorException>(() => LetterFile.Read(path)).Message;
}

using Kiln.Models.Letters;

namespace Kiln.Models.Tests.Letters;

public sealed class FontFolderTests
{
    private const string TestFont = "Fonts/abeezee-latin-400-normal.woff";

    private static readonly LetterSet Shipped = LetterFile.Read(ShippedData.Letters);

    [Fact]
    public void AFontOfTheShippedSetIsDrawnAsItIsThere()
    {
        byte[] pixels = new byte[LetterSet.FontBytes];
        Assert.Null(FontRenderer.Render(Path.Combine(AppContext.BaseDirectory, TestFont), pixels));

        int font = Shipped.Fonts.ToList().FindIndex(font => font.Name == "abeezee-400");
        ReadOnlySpan<byte> expected = Shipped.Pixels.Slice(font * LetterSet.FontBytes, LetterSet.FontBytes);
        double difference = 0;
        for (int i = 0; i < pixels.Length; i++)
            difference += Math.Abs(pixels[i] - expected[i]);

        // The bytes are equal today; another version of the rasteriser may round an edge differently.
        Assert.InRange(difference / pixels.Length, 0, 0.2);
    }

    [Fact]
    public void EveryReasonToDropAFontIsSaid()
    {
        using TemporaryFolder folder = new();
        byte[] lato = File.ReadAllBytes(ShippedData.Font);
        Directory.CreateDirectory(folder.File("below"));
        File.Copy(Path.Combine(AppContext.BaseDirectory, TestFont), folder.File("below/ABeeZee.WOFF"));
        File.WriteAllBytes(folder.File("lato.ttf"), lato);
        File.WriteAllBytes(folder.File("lato-again.ttf"), lato);
        File.WriteAllBytes(folder.File("cut.otf"), lato[..5000]);
        File.WriteAllText(folder.File("text.ttf"), "no font");
        File.WriteAllText(folder.File("readme.txt"), "not looked at");

        List<DroppedFont> dropped = [];
        LetterSet set = FontFolder.Render(folder.Path, Shipped, 0.5, dropped);

        Assert.Equal([new LetterFont("below/ABeeZee.WOFF", false), new LetterFont("lato-again.ttf", true)], set.Fonts);
        Assert.Equal(
            ["cut.otf: its a is blank", "lato.ttf: looks the same as lato-again.ttf", "text.ttf: no font that can be read"],
            dropped.Select(font => $"{font.Name}: {font.Reason}").Order());
    }

    [Fact]
    public void AFontWithoutALetterIsDropped()
    {
        // The extended part of a web font has é and ő but no a.
        byte[] pixels = new byte[LetterSet.FontBytes];
        Assert.Equal("has no a", FontRenderer.Render(Path.Combine(AppContext.BaseDirectory, "Fonts/abeezee-latin-ext-400-normal.woff"), pixels));
    }

    [Fact]
    public void LettersInTheWrongOrderAreNotKnown()
    {
        LeaveOneOutClassifier classifier = new();
        byte[] right = Shipped.Pixels[..LetterSet.FontBytes].ToArray();
        byte[] wrong = [.. right[(3 * LetterSet.ImageBytes)..], .. right[..(3 * LetterSet.ImageBytes)]];
        for (int font = 1; font < 100; font++)
            classifier.Add(Shipped.Pixels.Slice(font * LetterSet.FontBytes, LetterSet.FontBytes));
        classifier.Add(right);
        classifier.Add(wrong);
        classifier.Train();

        Assert.InRange(classifier.KnownLetters(right), 22, 26);
        Assert.InRange(classifier.KnownLetters(wrong), 0, 4);
    }

    /// <summary>A classifier that counted the font itself would know these letters by heart.</summary>
    [Fact]
    public void AFontIsNotJudgedByItself()
    {
        LeaveOneOutClassifier classifier = new();
        byte[] noise = new byte[LetterSet.FontBytes];
        new Random(1).NextBytes(noise);
        classifier.Add(noise);
        classifier.Add(Shipped.Pixels[..LetterSet.FontBytes]);
        classifier.Train();
        Assert.InRange(classifier.KnownLetters(noise), 0, 6);
    }

    [Theory]
    [InlineData("nowhere", "there is no folder")]
    [InlineData("", "there is no .otf, .ttf, .woff file")]
    public void AFolderWithoutFontsIsSaid(string name, string message)
    {
        using TemporaryFolder folder = new();
        UserErrorException error = Assert.Throws<UserErrorException>(() => FontFolder.Render(folder.File(name), Shipped, 0.5, []));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}

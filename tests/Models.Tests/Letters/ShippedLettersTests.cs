using System.IO.Compression;
using Kiln.Models.Letters;

namespace Kiln.Models.Tests.Letters;

public sealed class ShippedLettersTests
{
    private static readonly LetterSet Shipped = LetterFile.Read(ShippedData.Letters);

    [Fact]
    public void ThereAreAsManyFontsAsInThePractical()
    {
        Assert.Equal(931, Shipped.Fonts.Count);
        Assert.Equal(24_206, Shipped.Count);
        Assert.Equal(581, Shipped.Fonts.Count(font => !font.Validation));
        Assert.All(Shipped.Fonts.Skip(581), font => Assert.True(font.Validation));
    }

    [Fact]
    public void TheTableOfFontsNamesTheSameFontsAndALicenceEach()
    {
        string[][] table = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data/letters/fonts.tsv")).Skip(1).Select(line => line.Split('\t'))];
        Assert.Equal(table.Select(row => new LetterFont(row[1], row[7] == "val")), Shipped.Fonts);
        Assert.All(table, row => Assert.NotEmpty(row[5]));
    }

    [Fact]
    public void TheTaskIsThePracticals()
    {
        LetterTask task = LetterTask.Of(Shipped, jitter: false);
        Assert.Equal(15_106, task.Training.Count);
        Assert.Equal(9_100, task.Validation!.Count);
        Assert.Equal(256, task.Training.Normalization.Scale);
        Assert.Equal(task.Training.Normalization, task.Validation.Normalization);

        double mean = 0;
        foreach (byte pixel in Shipped.Pixels)
            mean += pixel / 255.0;
        Assert.Equal(mean / Shipped.Pixels.Length, task.Training.Normalization.Mean, 1e-6);
    }

    [Fact]
    public void LabelsCountFromAThroughEveryFont()
    {
        LetterTask task = LetterTask.Of(Shipped, jitter: false);
        float[] input = new float[LetterSet.ImageBytes];
        int[] label = new int[1];
        task.Validation!.Read((3 * LetterSet.Letters) + 25, new Kiln.Numerics.SeededRandom(1), input, label);
        Assert.Equal(25, label[0]);
        Assert.Equal(task.Validation.Normalization.Apply(Shipped.Image(581 + 3, 25)[500]), input[500]);
    }

    /// <summary>The source of the shipped letters is not part of the repository: it lies beside it, or where KILN_CHARSDB says.</summary>
    [SkippableFact]
    public void TheFileHoldsTheBytesItWasMadeFrom()
    {
        string source = Environment.GetEnvironmentVariable("KILN_CHARSDB")
            ?? Path.Combine(Repository.Root.Parent?.FullName ?? "", "shared", "data", "chars", "charsdb.u8.gz");
        Skip.IfNot(File.Exists(source), $"there is no {source}; KILN_CHARSDB can name another place");

        using GZipStream stream = new(File.OpenRead(source), CompressionMode.Decompress);
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        Assert.True(Shipped.Pixels.SequenceEqual(bytes.ToArray()));
    }
}

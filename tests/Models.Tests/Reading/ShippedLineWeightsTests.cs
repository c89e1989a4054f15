using System.Globalization;
using Kiln.Models.Evaluation;
using Kiln.Models.Letters;
using Kiln.Models.Networks;

namespace Kiln.Models.Tests.Reading;

/// <summary>What the weights of <see cref="LineCnn"/> that ship can read.</summary>
public sealed class ShippedLineWeightsTests
{
    private const double MostErrors = 0.05;

    [Fact]
    public void TheyAreSmall() => Assert.InRange(new FileInfo(ShippedData.LineWeights).Length, 1, 4_000_000);

    [Fact]
    public async Task TheSentenceIsReadExactly()
    {
        using TemporaryFolder folder = new();
        ConsoleRun run = await ConsoleRun.Of("read", "data/sentence.png", "--out", folder.File("read.png"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains($"text: {TestLines.Sentence}{Environment.NewLine}", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Lato, whose letters and words stand close.</summary>
    [Theory]
    [InlineData(TestLines.Sentence)]
    [InlineData("sphinx of black quartz judge my vow")]
    [InlineData("illicit fillings")]
    public async Task WhatIsDrawnIsRead(string text)
    {
        using TemporaryFolder folder = new();
        string picture = folder.File("line.png");
        ConsoleRun drawn = await ConsoleRun.Of("draw", text, "--out", picture);
        Assert.Equal((0, "", $"picture: {picture}"), (drawn.ExitCode, drawn.Error, drawn.Output.Trim()));
        ConsoleRun run = await ConsoleRun.Of("read", picture, "--out", folder.File("read.png"));
        Assert.Contains($"text: {text}{Environment.NewLine}", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Every kind of line: at most 5 % of the characters wrong on average; and the page shows the tables as they are.</summary>
    [Fact]
    public async Task LinesInUnseenFontsAreReadButForAFewCharacters()
    {
        using TemporaryFolder folder = new();
        string picture = folder.File("worst.png");
        ConsoleRun run = await ConsoleRun.Of("evaluate", "--out", picture);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.True(new FileInfo(picture).Length > 10_000);

        string[] rows = [.. run.Output.ReplaceLineEndings("\n").Split('\n').Where(row => row.Contains('%', StringComparison.Ordinal))];
        Assert.Equal(4 + 28, rows.Length);
        Assert.All(rows[..4], row => Assert.InRange(double.Parse(row.Split('|')[3].Trim(' ', '%'), CultureInfo.InvariantCulture) / 100, 0, MostErrors));
        Assert.Equal([350, 200, 28, 224], rows[..4].Select(row => int.Parse(row.Split('|')[1], CultureInfo.InvariantCulture)));

        string page = await File.ReadAllTextAsync(Path.Combine(Repository.Root.FullName, "docs", "reading.md"));
        string[] shown = [.. page.ReplaceLineEndings("\n").Split('\n').Where(row => row.Contains(" %|", StringComparison.Ordinal))];
        Assert.Equal(rows.Length, shown.Length);
        Assert.All(rows.Zip(shown), row => AssertAlike(row.First, row.Second));
    }

    /// <summary>Vectors of another width add in another order: a column of which the network is unsure may become another letter. Names and counts of lines are the same.</summary>
    private static void AssertAlike(string row, string shown)
    {
        (string[] cells, string[] shownCells) = (row.Split('|'), shown.Split('|'));
        Assert.Equal(cells.Length, shownCells.Length);
        Assert.All(cells.Zip(shownCells), cell =>
        {
            bool isNumber = double.TryParse(cell.First.Trim(' ', '%'), CultureInfo.InvariantCulture, out double value);
            if (isNumber)
                Assert.Equal(double.Parse(cell.Second.Trim(' ', '%'), CultureInfo.InvariantCulture), value, cell.First.Contains('%', StringComparison.Ordinal) ? 0.3 : 2);
            else
                Assert.Equal(cell.First, cell.Second);
        });
    }

    [Fact]
    public void NoLineIsInAFontThatTrains()
    {
        LetterSet letters = LetterFile.Read(ShippedData.Letters);
        HashSet<string> training = [.. letters.Fonts.Where(font => !font.Validation).Select(font => font.Name)];
        LetterInk ink = new(letters);
        Assert.All(TestLines.Sentences(ink, 1).Concat(TestLines.RandomWords(ink, ["word"], 1)), line => Assert.DoesNotContain(line.Font, training));

        // Names of families in the table of the letters are in small letters.
        string[][] table = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data/letters/fonts.tsv")).Skip(1).Select(row => row.Split('\t'))];
        HashSet<string> families = [.. table.Where(row => row[7] == "train").Select(row => row[2])];
        string[][] drawn = [.. File.ReadLines(Path.Combine(ShippedData.Lines, "fonts.tsv")).Skip(1).Select(row => row.Split('\t'))];
        Assert.All(drawn, row => Assert.DoesNotContain(row[0].ToLowerInvariant(), families));
        Assert.All(drawn, row => Assert.All(row, cell => Assert.NotEmpty(cell)));
        Assert.Equal(drawn.Select(row => row[0]), TestLines.Drawn(ShippedData.Lines).Select(line => line.Font).Distinct());
    }
}

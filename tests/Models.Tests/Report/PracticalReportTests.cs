using System.Xml.Linq;

namespace Kiln.Models.Tests.Report;

/// <summary>The pages of the practical's parts.</summary>
public sealed class PracticalReportTests
{
    [Theory]
    [InlineData("1", 8, "figures text network layers about-run about-machine", "after relu Σ")]
    [InlineData("2", 0, "results text network about-run about-machine", "by plain loops in double")]
    [InlineData("3 --iterations 12", 3, "figures text network layers about-run about-machine", "mean of the filter")]
    public async Task A_part_shows_its_figures_and_what_it_printed(string line, int figures, string sections, string words)
    {
        using TemporaryFolder folder = new();

        ConsoleRun run = await ConsoleRun.Of(["practical", .. line.Split(' '), "--out", folder.Path]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        ReportDocument page = ReportDocument.Load(folder.File("report.html"));
        page.AssertSound();
        Assert.Equal("ended", page.State);
        Assert.Equal(sections.Split(' '), page.Sections);
        Assert.Equal(figures, page.Root.Descendants("img").Count());

        string printed = page.Element("text").Descendants("pre").Single().Value;
        Assert.Contains(words, printed, StringComparison.Ordinal);
        Assert.Equal($"{printed}\nreport: {folder.File("report.html")}", run.Output.ReplaceLineEndings("\n").TrimEnd());

        // The pictures are those of the folder.
        string[] files = [.. Directory.GetFiles(folder.Path, "*.png").Where(file => !file.Contains("animated", StringComparison.Ordinal)).Select(file => Convert.ToBase64String(File.ReadAllBytes(file))).Order()];
        Assert.Equal(files, page.Root.Descendants("img").Select(image => image.Attribute("src")!.Value["data:image/png;base64,".Length..]).Order());
    }

    [Fact]
    public async Task The_moving_figure_is_a_file_beside_the_page()
    {
        using TemporaryFolder folder = new();
        await ConsoleRun.Of("practical", "3", "--iterations", "2", "--out", folder.Path);

        XElement link = ReportDocument.Load(folder.File("report.html")).Element("figures").Descendants("a").Single();
        Assert.Equal("figure-2-animated.png", link.Attribute("href")!.Value);
    }

    [Fact]
    public async Task Part_two_has_its_checks_in_a_table()
    {
        using TemporaryFolder folder = new();
        ConsoleRun run = await ConsoleRun.Of("practical", "2", "--out", folder.Path);

        string[][] rows = ReportDocument.Load(folder.File("report.html")).Rows("results");
        Assert.Equal(6, rows.Length);
        Assert.All(rows, row => Assert.Contains($"der: empirical: {row[2]}, computed: {row[3]}, error: {row[4]}", run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Part_five_shows_the_network_and_what_failed()
    {
        using TemporaryFolder folder = new();
        ConsoleRun run = await ConsoleRun.Of("practical", "5", "data/pictures/coffee.png", "--out", folder.Path);

        ReportDocument page = ReportDocument.Load(folder.File("report.html"));
        page.AssertSound();
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("failed", page.State);
        Assert.Equal($"kiln: {page.Element("status-text").Value}", run.Error.Trim());
        Assert.Equal(37, page.Rows("layers").Length);
    }
}

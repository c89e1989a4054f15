using Kiln.Report;
using Kiln.Report.Sections;
using Kiln.Training;

namespace Kiln.Models.Tests.Report;

/// <summary>The page itself, whatever it is about.</summary>
public sealed class ReportPageTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("a & b ]]> </style> '")]
    [InlineData("colour \u001b[31m, \0 and half of \ud83d")]
    public void Whatever_a_text_says_it_is_text(string text)
    {
        using TemporaryFolder folder = new();
        ReportPage page = new(text, folder.File("report.html"));
        page.Chapter("one", text).Set(new TextSection(text));
        page.Chapter().Set(new FiguresSection(SectionPlace.Figures, text, [new ReportFigure([1, 2, 3], text)]));
        page.About.Set(new FactsSection(SectionPlace.Run, text, [(text, text)]) { Command = text });
        page.End(text);

        ReportDocument document = ReportDocument.Load(page.Path);
        document.AssertSound();
        Assert.Empty(document.Root.Descendants("script"));
        Assert.Single(document.Root.Descendants("img"));
        string shown = string.Concat(text.Select(letter => letter is '\u001b' or '\0' or '\ud83d' ? '\uFFFD' : letter));
        Assert.Equal(shown, document.Root.Descendants("h1").Single().Value);
        Assert.Equal(shown, document.Root.Descendants("pre").First().Value);
    }

    [Fact]
    public void A_newer_section_takes_the_place_of_the_one_with_its_name()
    {
        ReportPage page = new("page", "report.html");
        page.Chapter().Set(new TextSection("old"));
        page.Chapter().Set(new ResultsSection([new Result("error", "1 %", "of 100")]));
        page.Chapter().Set(new TextSection("new"));

        ReportDocument document = ReportDocument.Of(page);
        Assert.Equal(["results", "text"], document.Sections);
        Assert.Equal("new", document.Element("text").Descendants("pre").Single().Value);
    }

    [Fact]
    public void An_interrupted_run_that_has_done_nothing_leaves_the_file_as_it_is()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("report.html"), "before");
        ReportPage page = new("page", folder.File("report.html"));

        page.Interrupt(ReportState.Failed, "no");
        Assert.Equal("before", File.ReadAllText(page.Path));

        page.Begin();
        page.Interrupt(ReportState.Failed, "no");
        Assert.Equal("failed", ReportDocument.Load(page.Path).State);
        Assert.Equal(["report.html"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    [InlineData(200, true)]
    public void Curves_of_any_length_are_drawn_within_their_frame(int epochs, bool validates)
    {
        EpochReport[] history =
        [
            .. Enumerable.Range(1, epochs).Select(epoch => new EpochReport(
                epoch, epochs, new ErrorRates(100, epoch == 2 ? double.NaN : 1.0 / epoch, 0.5 / epoch, 0), validates ? new ErrorRates(50, 2.0 / epoch, 0, 0) : null, 1000)),
        ];
        ReportPage page = new("page", "report.html");
        page.Chapter().Set(new CurvesSection(history, epochs));

        ReportDocument document = ReportDocument.Of(page);
        document.AssertSound();
        string[] paths = [.. document.Root.Descendants("path").Select(path => path.Attribute("d")!.Value)];
        Assert.Equal(validates ? 6 : 3, paths.Length);
        Assert.All(paths, path => Assert.DoesNotContain("NaN", path, StringComparison.Ordinal));
        double[][] points = [.. paths.SelectMany(path => path.Split('M', 'L')).Where(point => point.Length > 0).Select(point => point.Split(' ').Select(double.Parse).ToArray())];
        Assert.All(points, point => Assert.True(point[0] is >= 46 and <= 348 && point[1] is >= 12 and <= 216, $"{point[0]}, {point[1]}"));
        Assert.Equal(epochs, document.Rows("curves-table").Length);
    }
}

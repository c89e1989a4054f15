using System.Globalization;
using System.Text.RegularExpressions;
using Kiln.Models.Commands;
using Kiln.Models.Letters;
using Kiln.Models.Networks;
using Kiln.Models.Report;
using Kiln.Report;

namespace Kiln.Models.Tests.Report;

/// <summary>While a page's kernels are timed nothing else runs: a run as a whole would wait for processors that others have.</summary>
[CollectionDefinition(nameof(TrainingReportTests), DisableParallelization = true)]
public sealed class TrainingReportRuns;

/// <summary>The page of a training.</summary>
[Collection(nameof(TrainingReportTests))]
public sealed partial class TrainingReportTests(SmallTraining training) : IClassFixture<SmallTraining>
{
    private ReportDocument Page => training.Page;

    [Fact]
    public void It_has_every_section_and_needs_nothing_else()
    {
        Page.AssertSound();
        Assert.Equal(
            ["results", "curves", "confusion", "mistakes", "trial", "filters", "network", "layers", "timings", "about-run", "about-machine"], Page.Sections);
        Assert.Equal("ended", Page.State);
        Assert.Contains($"report: {Path.Combine(training.Folder, "report.html")}\n", training.Run.Output, StringComparison.Ordinal);
        Assert.Empty(Page.Root.Descendants("script"));
    }

    [Fact]
    public void Its_numbers_are_those_that_were_printed()
    {
        string[][] printed = [.. training.Run.Output.Split('\n').Where(line => line.StartsWith("epoch ", StringComparison.Ordinal)).Select(line => Number().Matches(line).Select(match => match.Value).ToArray())];
        string[][] rows = Page.Rows("curves-table");
        Assert.Equal(2, rows.Length);
        Assert.All(printed.Zip(rows), lines =>
        {
            // Without the number of epochs; the page has commas between thousands.
            string[] expected = [lines.First[0], .. lines.First[2..]];
            Assert.Equal(expected, lines.Second.Select(cell => cell.Replace(",", "", StringComparison.Ordinal)));
        });
        Assert.Equal(2, Page.Element("curves").Descendants("svg").First().Descendants("circle").Count(dot => dot.Attribute("class")!.Value == "dot a"));
    }

    [Fact]
    public void Its_confusions_are_of_the_weights_that_were_validated()
    {
        double top1 = double.Parse(Page.Rows("curves-table")[^1][5], CultureInfo.InvariantCulture);
        string[][] rows = Page.Rows("confusion");
        Assert.Equal(26, rows.Length);
        int right = Enumerable.Range(0, 26).Sum(label => Count(rows[label][1 + label])), all = rows.Sum(row => row[1..27].Sum(Count));
        Assert.Equal(26, all);
        Assert.Equal(top1, 1 - ((double)right / all), 4);
        Assert.Equal(Math.Min(24, all - right), Page.Element("mistakes").Descendants("li").Count());
        string font = LetterFile.Read(training.Letters).Fonts.Single(font => font.Validation).Name;
        Assert.All(Page.Element("mistakes").Descendants("p").Where(text => text.Attribute("class")?.Value == "image-name"), name => Assert.Equal(font, name.Value));

        static int Count(string cell) => cell.Length == 0 ? 0 : int.Parse(cell, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Its_times_add_up_to_the_whole()
    {
        string[][] rows = Page.Rows("timings");
        double[] milliseconds = [.. rows.Select(row => double.Parse(row[2], CultureInfo.InvariantCulture))];
        Assert.Equal("Conv1_Pool1_Forward", rows[0][0]);
        Assert.Equal("all, by the layers' definition", rows[^1][0]);

        // Medians of parts are not parts of the median.
        Assert.InRange(milliseconds[..^1].Sum() / milliseconds[^1], 0.7, 1.3);
        Assert.True(double.Parse(rows[^1][4], CultureInfo.InvariantCulture) > 0);
    }

    [Fact]
    public void It_says_what_ran_and_escapes_what_the_user_typed()
    {
        string command = Page.Element("about-run").Descendants("code").Single().Value;
        Assert.Equal($"kiln train CharacterCnn --letters \"{training.Letters}\" --out \"{training.Folder}\" --epochs 2 --batch 8", command);
        Assert.Contains("run &lt;1&gt; &amp; more", Page.Html, StringComparison.Ordinal);
        Assert.Contains(Page.Element("about-run").Descendants("div"), fact => fact.Value == "--seed1");
        Assert.Contains(Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture), Page.Element("about-machine").Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_training_that_continues_shows_all_epochs()
    {
        ConsoleRun run = await ConsoleRun.Of("train", "CharacterCnn", "--letters", training.Letters, "--out", training.Folder, "--epochs", "3", "--batch", "8");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));

        ReportDocument page = ReportDocument.Load(Path.Combine(training.Folder, "report.html"));
        Assert.Equal(["1", "2", "3"], page.Rows("curves-table").Select(row => row[0]));
        Assert.Equal("ended", page.State);
    }

    [Fact]
    public async Task A_training_that_is_refused_leaves_the_page_of_the_one_before()
    {
        string before = File.ReadAllText(Path.Combine(training.Folder, "report.html"));

        ConsoleRun run = await ConsoleRun.Of("train", "CharacterCnn", "--letters", training.Letters, "--out", training.Folder, "--batch", "9");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(before, File.ReadAllText(Path.Combine(training.Folder, "report.html")));
    }

    [Fact]
    public void A_training_that_is_stopped_says_so_and_has_the_epochs_so_far()
    {
        using TemporaryFolder folder = new();
        using CancellationTokenSource stop = new();
        using StopAfterLine output = new("epoch 2/", stop);
        KnownNetwork network = KnownNetwork.Find("CharacterCnn");
        LetterTask task = LetterTask.Of(LetterFile.Read(training.Letters), jitter: false);
        ReportPage page = new("train CharacterCnn", folder.File("report.html"));
        LetterReport report = new(page, page.Chapter(), network, task) { Figure = folder.File("sentence.png") };

        Assert.Throws<OperationCanceledException>(() => TrainCommand.Train(
            network, task, network.Recipe.Options with { LearningRates = [network.Recipe.Rate], OutputFolder = folder.Path, BatchSize = 8 }, Arguments.Processor, threads: 1, output, report, stop.Token));

        ReportDocument document = ReportDocument.Load(page.Path);
        document.AssertSound();
        Assert.Equal("stopped", document.State);
        Assert.Contains("the same command continues after epoch 2", document.Element("status-text").Value, StringComparison.Ordinal);
        Assert.Equal(["1", "2"], document.Rows("curves-table").Select(row => row[0]));
    }

    [GeneratedRegex(@"\b\d+(\.\d+)?\b")]
    private static partial Regex Number();

    /// <summary>Stops a training once it has printed a line.</summary>
    private sealed class StopAfterLine(string start, CancellationTokenSource stop) : StringWriter(CultureInfo.InvariantCulture)
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value!.StartsWith(start, StringComparison.Ordinal))
                stop.Cancel();
        }
    }
}

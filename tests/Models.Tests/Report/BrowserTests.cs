using System.Text.Json;
using Kiln.Models.Networks;
using Kiln.Report;
using Kiln.Report.Live;
using Kiln.Report.Sections;
using Kiln.Training;
using SkiaSharp;

namespace Kiln.Models.Tests.Report;

/// <summary>The page in a browser.</summary>
public sealed class BrowserTests(SmallTraining training) : IClassFixture<SmallTraining>
{
    private const int Phone = 375, Desktop = 1280;

    [SkippableTheory]
    [InlineData(Phone)]
    [InlineData(320)]
    [InlineData(Desktop)]
    public void It_never_slides_sideways(int width)
    {
        using TemporaryFolder folder = new();
        string extents = Browser.Ask(folder.Path, training.Page.Html, width, "`${page.documentElement.scrollWidth} ${page.documentElement.clientWidth} ${page.querySelectorAll('section').length}`");

        Assert.Equal($"{width} {width} {training.Page.Sections.Count}", extents);
    }

    [SkippableTheory]
    [InlineData("ResNet50")]
    [InlineData("GoogLeNet")]
    public void A_large_network_slides_in_its_own_frame(string name)
    {
        using TemporaryFolder folder = new();
        ReportPage page = new(name, "report.html");
        page.Chapter().Set(new NetworkSection(KnownNetwork.Find(name).Description));

        string extents = Browser.Ask(
            folder.Path, page.ToHtml(), Phone, "`${page.documentElement.scrollWidth} ${page.querySelector('.frame').scrollWidth > page.querySelector('.frame').clientWidth} ${page.querySelector('svg .name').textContent}`");

        Assert.Equal($"{Phone} true Image", extents);
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_is_light_or_dark_as_the_reader_likes_it(bool isDark)
    {
        using TemporaryFolder folder = new();
        string address = new Uri(Path.Combine(training.Folder, "report.html")).AbsoluteUri, path = folder.File("page.png");
        Browser.Screenshot(address, path, (Desktop, 900), isDark);

        using SKBitmap picture = SKBitmap.Decode(path);
        Assert.Equal((Desktop, 900), (picture.Width, picture.Height));
        Assert.Equal(isDark, picture.GetPixel(4, 890).Red < 100);
        Assert.True(picture.Pixels.Distinct().Count() > 100);
    }

    /// <summary>The status, the list of contents and the sections are those at the end, though the page was loaded at the start.</summary>
    [SkippableFact]
    public async Task A_page_that_was_loaded_early_grows_to_the_last_state()
    {
        using TemporaryFolder folder = new();
        ReportPage page = new("growing", folder.File("report.html"));
        page.Chapter().Set(new TextSection("first"));
        using ReportServer server = ReportServer.Start(page);
        Task<string> dom = Task.Run(() => Browser.Dom(server.Address));
        while (server.Requests < 2 && !dom.IsCompleted)
            await Task.Delay(5);

        page.Chapter().Set(new TextSection("second"));
        page.Chapter().Set(new ResultsSection([new Result("error", "1 %", "of 100")]));
        page.End("done");

        string shown = await dom;
        Assert.Contains("data-state=\"ended\"", shown, StringComparison.Ordinal);
        Assert.Contains("<span id=\"status-text\">done</span>", shown, StringComparison.Ordinal);
        Assert.Matches("<p id=\"announced\"[^>]*role=\"status\"[^>]*>done</p>", shown);
        Assert.Contains("<a href=\"#results\">Results</a>", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("<pre>first</pre>", shown, StringComparison.Ordinal);
        Assert.True(shown.IndexOf("<section id=\"results\"", StringComparison.Ordinal) < shown.IndexOf("<pre>second</pre>", StringComparison.Ordinal));
    }

    [SkippableFact]
    public void What_the_reader_opened_stays_open_while_the_numbers_in_it_grow()
    {
        using TemporaryFolder folder = new();
        ReportPage page = new("growing", folder.File("report.html"));
        EpochReport[] history = [.. Enumerable.Range(1, 3).Select(epoch => new EpochReport(epoch, 3, new ErrorRates(10, 1.0 / epoch, 0.5, 0), null, 100))];
        page.Chapter().Set(new CurvesSection(history[..1], 3));
        string first = page.ToHtml(servedVersion: 1);
        page.Chapter().Set(new CurvesSection(history, 3));
        page.Status = new ReportStatus(ReportState.Ended, "done");
        string next = JsonSerializer.Serialize(page.ToHtml(servedVersion: 2));
        string fetching = first.Replace("<head>", $"<head><script>window.fetch = async () => ({{ status: 200, text: async () => {next} }});</script>", StringComparison.Ordinal);

        string answer = Browser.Ask(
            folder.Path, fetching, Phone,
            "(async () => { const numbers = page.getElementById('curves-numbers'); numbers.open = true; page.querySelector('summary').focus(); await new Promise(done => setTimeout(done, 3000)); "
            + "const now = page.getElementById('curves-numbers'); return `${now !== numbers} ${now.open} ${page.querySelectorAll('tbody tr').length} ${page.body.dataset.state}`; })()");

        Assert.Equal("true true 3 ended", answer);
    }

    [SkippableFact]
    public async Task A_page_whose_program_is_gone_says_so()
    {
        using TemporaryFolder folder = new();
        ReportPage page = new("growing", folder.File("report.html"));
        page.Chapter().Set(new TextSection("first"));
        ReportServer server = ReportServer.Start(page);
        Task<string> dom = Task.Run(() => Browser.Dom(server.Address));
        while (server.Requests < 2 && !dom.IsCompleted)
            await Task.Delay(5);

        server.Dispose();

        string shown = await dom;
        Assert.Contains("data-state=\"lost\"", shown, StringComparison.Ordinal);
        Assert.Contains(">No answer<", shown, StringComparison.Ordinal);
        Assert.Contains("<pre>first</pre>", shown, StringComparison.Ordinal);
    }
}

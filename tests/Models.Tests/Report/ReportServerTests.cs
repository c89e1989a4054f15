using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Kiln.Report;
using Kiln.Report.Live;
using Kiln.Report.Sections;

namespace Kiln.Models.Tests.Report;

/// <summary>The page while it grows.</summary>
public sealed class ReportServerTests(SmallTraining training) : IClassFixture<SmallTraining>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), Pause = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task A_training_is_watched_to_its_end()
    {
        using TemporaryFolder folder = new();
        using HttpClient client = new();
        using SharedWriter output = new();
        Task<int> run = CommandLine.Run(
            ["train", "CharacterCnn", "--letters", training.Letters, "--out", folder.Path, "--epochs", "6", "--batch", "8", "--watch"], output, TextWriter.Null);

        string address = await Until(() => Task.FromResult(Regex.Match(output.ToString(), @"^watch: (http://127\.0\.0\.1:\d+/)\r?\n").Groups[1].Value), found => found.Length > 0);
        List<string> states = [];
        string html = await Until(
            async () =>
            {
                string page = await client.GetStringAsync(address);
                states.Add(ReportDocument.Parse(page).State);
                return page;
            },
            page => ReportDocument.Parse(page).State == "ended");

        Assert.Equal("running", states[0]);
        Assert.Equal(0, await run);
        ReportDocument served = ReportDocument.Parse(html), file = ReportDocument.Load(folder.File("report.html"));
        Assert.Equal(file.Element("main").ToString(), served.Element("main").ToString());
        Assert.Single(served.Root.Descendants("script"));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(address));
    }

    [Fact]
    public async Task It_serves_what_the_page_is_now_and_nothing_where_nothing_changed()
    {
        ReportPage page = new("page", "report.html");
        page.Chapter().Set(new TextSection("first"));
        using ReportServer server = ReportServer.Start(page);
        using HttpClient client = new();

        ReportDocument first = ReportDocument.Parse(await client.GetStringAsync(server.Address));
        string version = first.Root.Element("body")!.Attribute("data-version")!.Value;
        Assert.Equal(HttpStatusCode.NoContent, (await client.GetAsync($"{server.Address}?after={version}")).StatusCode);

        page.Chapter().Set(new TextSection("second"));
        Assert.Equal("second", ReportDocument.Parse(await client.GetStringAsync($"{server.Address}?after={version}")).Element("text").Descendants("pre").Single().Value);
    }

    [Theory]
    [InlineData("GET", "/", "127.0.0.1:PORT", 200)]
    [InlineData("HEAD", "/", "127.0.0.1:PORT", 200)]
    [InlineData("GET", "/", "evil.example", 400, 403, 404)]
    [InlineData("GET", "/", "evil.example:PORT", 400, 403, 404)]
    [InlineData("GET", "/", "127.0.0.1.evil.example:PORT", 400, 403, 404)]
    [InlineData("POST", "/", "127.0.0.1:PORT", 405)]
    [InlineData("DELETE", "/", "127.0.0.1:PORT", 405)]
    [InlineData("GET", "/weights.kiln", "127.0.0.1:PORT", 404)]
    [InlineData("GET", "/../report.html", "127.0.0.1:PORT", 400, 404)]
    public async Task It_answers_its_own_address_and_refuses_all_else(string method, string path, string host, params int[] statuses)
    {
        ReportPage page = new("a page of numbers", "report.html");
        using ReportServer server = ReportServer.Start(page);
        int port = new Uri(server.Address).Port;

        string answer = await Raw(port, $"{method} {path} HTTP/1.1\r\nHost: {host.Replace("PORT", $"{port}", StringComparison.Ordinal)}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        Assert.Contains(int.Parse(answer.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), statuses);
        Assert.Equal(method == "GET" && statuses[0] == 200, answer.Contains("a page of numbers", StringComparison.Ordinal));
    }

    [Fact]
    public void It_listens_on_the_loopback_address_alone()
    {
        using ReportServer server = ReportServer.Start(new ReportPage("page", "report.html"));
        int port = new Uri(server.Address).Port;

        IPEndPoint[] listening = [.. System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(listener => listener.Port == port)];
        Assert.All(listening, listener => Assert.True(IPAddress.IsLoopback(listener.Address)));
        Assert.NotEmpty(listening);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_line()
    {
        using TemporaryFolder folder = new();
        using ReportServer other = ReportServer.Start(new ReportPage("page", "report.html"));
        string port = $"{new Uri(other.Address).Port}";

        ConsoleRun run = await ConsoleRun.Of("train", "CharacterCnn", "--letters", training.Letters, "--out", folder.File("run"), "--watch-port", port);

        Assert.Equal(1, run.ExitCode);
        Assert.Matches($@"^kiln: the page cannot be served on port {port}: [^\n]*--watch without --watch-port takes a free one\n$", run.Error);
        Assert.False(Directory.Exists(folder.File("run")));
    }

    private static async Task<string> Raw(int port, string request)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using StreamReader reader = new(client.GetStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    private static async Task<string> Until(Func<Task<string>> look, Func<string, bool> isFound)
    {
        using CancellationTokenSource end = new(Patience);
        while (true)
        {
            string seen = await look();
            if (isFound(seen))
                return seen;

            await Task.Delay(Pause, end.Token);
        }
    }

    /// <summary>Is read while another thread writes.</summary>
    private sealed class SharedWriter : StringWriter
    {
        private readonly Lock guard = new();

        public override void WriteLine(string? value)
        {
            lock (guard)
                base.WriteLine(value);
        }

        public override string ToString()
        {
            lock (guard)
                return base.ToString();
        }
    }
}

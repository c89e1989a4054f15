using System.Diagnostics;
using System.Net;

namespace Kiln.Models.Tests.Report;

/// <summary>Chromium without a window, if this machine has it.</summary>
internal static class Browser
{
    private const int MostMilliseconds = 120_000;

    private static readonly string[] Names = ["/usr/bin/chromium", "chromium"];

    /// <summary>The program; a test that asks is skipped where there is none.</summary>
    private static string Program
    {
        get
        {
            IEnumerable<string> places = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, Names[1])).Prepend(Names[0]);
            string? program = places.FirstOrDefault(File.Exists);
            Skip.If(program is null, "there is no Chromium on this machine (Debian: apt-get install chromium)");
            return program;
        }
    }

    /// <summary>The page after its scripts have run.</summary>
    public static string Dom(string address) => Run(address, "--dump-dom", "--virtual-time-budget=60000", "--hide-scrollbars");

    /// <summary>A picture of the page.</summary>
    public static void Screenshot(string address, string path, (int Width, int Height) window, bool isDark = false) =>
        Run(address, $"--screenshot={path}", $"--window-size={window.Width},{window.Height}", "--hide-scrollbars", $"--blink-settings=preferredColorScheme={(isDark ? 0 : 1)}");

    /// <summary>Runs a script in a frame of some width that shows a page, and gives the text that it returns.</summary>
    /// <param name="folder">Gets the file of the frame.</param>
    /// <param name="html">The page.</param>
    /// <param name="width">Narrower than a window can be.</param>
    /// <param name="script">An expression over <c>page</c>, the document in the frame; or a promise of its value.</param>
    public static string Ask(string folder, string html, int width, string script)
    {
        string file = Path.Combine(folder, "frame.html");
        File.WriteAllText(file, $$"""
            <!DOCTYPE html><meta charset="utf-8"><iframe id="frame" style="width:{{width}}px;height:800px;border:0" srcdoc="{{WebUtility.HtmlEncode(html)}}"></iframe><pre id="answer"></pre>
            <script>
            addEventListener("load", async () => {
                const page = document.getElementById("frame").contentDocument;
                document.getElementById("answer").textContent = await {{script}};
                document.getElementById("frame").remove();
            });
            </script>
            """);
        string dom = Dom(new Uri(file).AbsoluteUri);
        const string Start = "<pre id=\"answer\">";
        int at = dom.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return WebUtility.HtmlDecode(dom[at..dom.IndexOf("</pre>", at, StringComparison.Ordinal)]);
    }

    private static string Run(string address, params string[] options)
    {
        DirectoryInfo profile = Directory.CreateTempSubdirectory("kiln-chromium-");
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(
                Program,
                [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    $"--user-data-dir={profile.FullName}", .. options, address,
                ]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(MostMilliseconds))
            {
                process.Kill(entireProcessTree: true);
                Assert.Fail($"Chromium did not end: {error.Result}");
            }

            Assert.True(process.ExitCode == 0, error.Result);
            return output.Result;
        }
        finally
        {
            Delete(profile);
        }
    }

    /// <summary>A helper of the browser's may still write for a moment.</summary>
    private static void Delete(DirectoryInfo folder)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                folder.Delete(recursive: true);
                return;
            }
            catch (IOException) when (attempt < 50)
            {
                Thread.Sleep(20);
            }
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Kiln.Checkpoints;

namespace Kiln.Report;

/// <summary>A page of HTML about a run, in one file: it needs no network, no other file and, once the run is over, no script. Threads may change and write it at the same time.</summary>
/// <example><code>
/// ReportPage page = new("train HalvesNet", "runs/halves/report.html");
/// TrainingReport report = new(page, page.Chapter(), net.Description);
/// trainer.Run(images, validation, report.Beside(new TrainingCallbacks()));
/// report.End(net, validation, timedImages: 50);
/// page.End("20 epochs");
/// </code></example>
public sealed class ReportPage
{
    private readonly Lock guard = new(), saving = new();
    private readonly List<ReportChapter> chapters = [];
    private readonly DateTimeOffset start = DateTimeOffset.Now;
    private readonly long startTime = Stopwatch.GetTimestamp();
    private TimeSpan? took;
    private ReportStatus status = new(ReportState.Running, "Starting.");
    private long version;

    /// <summary>A page without sections, of a run that begins now.</summary>
    /// <param name="title">Its heading: what runs, in a few words.</param>
    /// <param name="path">Where <see cref="Save"/> writes it.</param>
    public ReportPage(string title, string path)
    {
        (Title, Path) = (title, path);
        About = new ReportChapter("about", "", Changed);
    }

    /// <summary>Its heading.</summary>
    public string Title { get; }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The last chapter: what ran, and on which machine.</summary>
    public ReportChapter About { get; }

    /// <summary>Whether there is something to tell that the file of an earlier run does not: until then an interrupted run leaves that file as it is.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>How far the run has come.</summary>
    public ReportStatus Status
    {
        get
        {
            lock (guard)
                return status;
        }

        set
        {
            lock (guard)
                status = value;
            Changed();
        }
    }

    /// <summary>Asked what the run does at this moment, by the thread that serves the page; null for nothing to be told.</summary>
    public Func<ReportMoment>? Now { get; set; }

    /// <summary>Counts the changes.</summary>
    internal long Version => Interlocked.Read(ref version);

    /// <summary>The chapter of a name, which is added if there is none.</summary>
    /// <param name="id">Its name in addresses: small letters, digits and dashes; empty for a chapter without a heading.</param>
    /// <param name="title">Its heading; empty for none.</param>
    public ReportChapter Chapter(string id = "", string title = "")
    {
        lock (guard)
        {
            ReportChapter? chapter = chapters.Find(chapter => chapter.Id == id);
            if (chapter is null)
                chapters.Add(chapter = new ReportChapter(id, title, Changed));
            return chapter;
        }
    }

    /// <summary>The run has done something worth a file.</summary>
    public void Begin() => HasBegun = true;

    /// <summary>What <see cref="Now"/> tells has changed. Costs nothing to speak of, so that it may be called after every batch.</summary>
    public void Changed() => Interlocked.Increment(ref version);

    /// <summary>The run came to its end: the file is written, and says so.</summary>
    /// <param name="text">A sentence.</param>
    public void End(string text)
    {
        Begin();
        Finish(ReportState.Ended, text);
    }

    /// <summary>The run was stopped, or failed. The file says so if the run had begun.</summary>
    /// <param name="state">Which of the two.</param>
    /// <param name="text">A sentence: after what, and how to go on.</param>
    public void Interrupt(ReportState state, string text) => Finish(state, text);

    /// <summary>Replaces the file as a whole. Its folder is made.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save()
    {
        lock (saving)
        {
            if (System.IO.Path.GetDirectoryName(Path) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            AtomicFile.Write(Path, System.Text.Encoding.UTF8.GetBytes(ToHtml()));
        }
    }

    /// <summary>The page.</summary>
    /// <param name="servedVersion">Null for the file; otherwise which version is served: the page then fetches itself again and again as long as the run goes on.</param>
    internal string ToHtml(long? servedVersion = null)
    {
        bool isServed = servedVersion is not null;
        ReportStatus now;
        TimeSpan? time;
        ReportChapter[] all;
        lock (guard)
            (now, time, all) = (status, took, [.. chapters, About]);

        (ReportChapter Chapter, IReadOnlyList<PlacedSection> Sections)[] parts = [.. all.Select(chapter => (chapter, chapter.Sections)).Where(part => part.Sections.Count > 0)];
        using StringWriter text = new(CultureInfo.InvariantCulture);
        using (HtmlWriter html = new(text))
        {
            html.Doctype();
            using (html.In("html", ("lang", "en")))
            {
                Head(html);
                using (html.In("body", ("data-state", Name(now.State)), ("data-version", servedVersion?.ToString(CultureInfo.InvariantCulture))))
                {
                    html.Write("a", "To the results", ("class", "skip"), ("href", "#main"));
                    Header(html, now, time, isServed);
                    Contents(html, parts);
                    using (html.In("main", ("id", "main")))
                    {
                        foreach ((ReportChapter chapter, IReadOnlyList<PlacedSection> sections) in parts)
                            Write(html, chapter, sections);
                    }

                    html.Write("footer", "Written by Kiln. This file is complete: it loads nothing from anywhere.", ("id", "footer"));
                    if (isServed)
                    {
                        html.Write("p", "", ("id", "announced"), ("class", "unseen"), ("role", "status"));
                        html.Script(Resource("report.js"));
                    }
                }
            }
        }

        return text.ToString();
    }

    private void Finish(ReportState state, string text)
    {
        lock (guard)
            took = Stopwatch.GetElapsedTime(startTime);
        Status = new ReportStatus(state, text);
        if (HasBegun)
            Save();
    }

    private void Head(HtmlWriter html)
    {
        using (html.In("head"))
        {
            html.Void("meta", ("charset", "utf-8"));
            html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
            html.Void("meta", ("name", "color-scheme"), ("content", "light dark"));
            html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content", "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'"));
            html.Void("link", ("rel", "icon"), ("href", "data:,"));
            html.Write("title", $"{Title} – Kiln");
            html.Style(Resource("report.css"));
        }
    }

    private void Header(HtmlWriter html, ReportStatus now, TimeSpan? time, bool isServed)
    {
        using (html.In("header", ("id", "top")))
        {
            html.Write("h1", Title);
            using (html.In("p", ("class", "status")))
            {
                html.Write("strong", now.State switch { ReportState.Running => "Running", ReportState.Ended => "Ended", ReportState.Stopped => "Stopped", _ => "Failed" }, ("class", $"state {Name(now.State)}"));
                html.Text(" ");
                html.Write("span", now.Text, ("id", "status-text"));
            }

            if (now.State == ReportState.Running && isServed)
            {
                using (html.In("p", ("class", "now")))
                {
                    ReportMoment moment = Now?.Invoke() ?? new ReportMoment("", null);
                    if (moment.Done is { } done)
                        html.Write("progress", Number.Percent(done), ("max", "1"), ("value", Number.Plain(done)), ("aria-label", "Share of the epoch that is done"));
                    html.Write("span", moment.Text);
                }
            }
            else if (now.State == ReportState.Running)
            {
                html.Write("p", "This file is a state of a run that went on. If nothing runs any more, it was interrupted: the same command continues.", ("class", "now"));
            }

            html.Write("p", string.Create(CultureInfo.InvariantCulture, $"Begun {start:yyyy-MM-dd HH:mm:ss zzz}{(time is { } whole ? $", took {Number.Time(whole)}" : "")}"), ("class", "when"));
        }
    }

    private static void Contents(HtmlWriter html, (ReportChapter Chapter, IReadOnlyList<PlacedSection> Sections)[] parts)
    {
        using (html.In("nav", ("id", "contents"), ("aria-label", "Contents")))
        {
            // Without headings of chapters it is one list.
            bool isOneList = Array.TrueForAll(parts, part => part.Chapter.Title.Length == 0);
            foreach ((ReportChapter Chapter, IReadOnlyList<PlacedSection> Sections)[] list in isOneList ? [parts] : parts.Select(part => new[] { part }))
            {
                if (list is [{ Chapter.Title: { Length: > 0 } title } only, ..])
                    html.Write("a", title, ("class", "chapter"), ("href", $"#{only.Chapter.Id}"));
                using (html.In("ul"))
                {
                    foreach (PlacedSection section in list.SelectMany(part => part.Sections))
                    {
                        using (html.In("li"))
                            html.Write("a", section.Section.Title, ("href", $"#{section.Id}"));
                    }
                }
            }
        }
    }

    private static void Write(HtmlWriter html, ReportChapter chapter, IReadOnlyList<PlacedSection> sections)
    {
        if (chapter.Title.Length > 0)
            html.Write("h2", chapter.Title, ("id", chapter.Id), ("class", "chapter"));

        foreach (PlacedSection section in sections)
            html.Made(section.Html);
    }

    private static string Name(ReportState state) => state.ToString().ToLowerInvariant();

    private static string Resource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}

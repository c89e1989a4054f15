using System.Globalization;

namespace Kiln.Report;

/// <summary>A section in its chapter. Its text is made when it is first asked for, and once: a page is written after every epoch, and most of it stays as it was.</summary>
internal sealed class PlacedSection
{
    private readonly Lazy<string> html;

    /// <param name="section">The section.</param>
    /// <param name="chapter">Its chapter.</param>
    public PlacedSection(ReportSection section, ReportChapter chapter)
    {
        Section = section;
        Id = chapter.Id.Length == 0 ? section.Id : $"{chapter.Id}-{section.Id}";
        html = new Lazy<string>(() => Written(chapter.Title.Length > 0 ? "h3" : "h2"));
    }

    /// <summary>The section.</summary>
    public ReportSection Section { get; }

    /// <summary>Its name in the whole page.</summary>
    public string Id { get; }

    /// <summary>Its text with its heading.</summary>
    public string Html => html.Value;

    private string Written(string heading)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        using (HtmlWriter writer = new(text))
        using (writer.In("section", ("id", Id), ("aria-labelledby", $"{Id}-title")))
        {
            writer.Write(heading, Section.Title, ("id", $"{Id}-title"));
            Section.Write(writer, Id);
        }

        return text.ToString();
    }
}

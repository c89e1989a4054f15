namespace Kiln.Report.Sections;

/// <summary>What a run printed.</summary>
/// <param name="Text">Its lines.</param>
public sealed record TextSection(string Text) : ReportSection(SectionPlace.Text, "What it printed")
{
    /// <inheritdoc/>
    public override void Write(HtmlWriter html, string id)
    {
        using (HtmlTable.Frame(html, $"{id}-frame", "What it printed"))
            html.Write("pre", Text);
    }
}

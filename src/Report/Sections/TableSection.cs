namespace Kiln.Report.Sections;

/// <summary>A table of texts.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Caption">What it shows.</param>
/// <param name="Columns">The names of the columns; those that begin with # hold numbers, and the # is left out.</param>
/// <param name="Rows">A cell a column; the first names the row.</param>
public sealed record TableSection(SectionPlace Place, string Title, string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : ReportSection(Place, Title)
{
    /// <inheritdoc/>
    public override void Write(HtmlWriter html, string id) => HtmlTable.Write(html, $"{id}-frame", Caption, Columns, Rows);
}

namespace Kiln.Report;

/// <summary>A table with a row of column names, whose rows begin with their own name.</summary>
internal static class HtmlTable
{
    /// <summary>Writes a table of texts. It slides sideways in a frame of its own where the screen is narrow.</summary>
    /// <param name="html">Gets it.</param>
    /// <param name="id">The name of its frame.</param>
    /// <param name="caption">What it shows.</param>
    /// <param name="columns">The names of the columns; those that begin with # hold numbers, and the # is left out.</param>
    /// <param name="rows">A cell a column.</param>
    public static void Write(HtmlWriter html, string id, string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        using (Frame(html, id, caption))
        using (html.In("table"))
        {
            Caption(html, caption);
            using (html.In("thead"))
            using (html.In("tr"))
            {
                foreach (string column in columns)
                    html.Write("th", column.TrimStart('#'), ("scope", "col"), ("class", Class(column)));
            }

            using (html.In("tbody"))
            {
                foreach (IReadOnlyList<string> row in rows)
                {
                    using (html.In("tr"))
                    {
                        html.Write("th", row[0], ("scope", "row"), ("class", Class(columns[0])));
                        for (int column = 1; column < row.Count; column++)
                            html.Write("td", row[column], ("class", Class(columns[column])));
                    }
                }
            }
        }
    }

    /// <summary>What a table shows. It stays within the screen while the table slides.</summary>
    public static void Caption(HtmlWriter html, string caption)
    {
        using (html.In("caption"))
            html.Write("span", caption);
    }

    /// <summary>A frame in which what is wider than the screen slides sideways; the keyboard reaches it.</summary>
    public static HtmlWriter.Element Frame(HtmlWriter html, string id, string label) =>
        html.In("div", ("class", "frame"), ("id", id), ("role", "region"), ("aria-label", label), ("tabindex", "0"));

    private static string? Class(string column) => column.StartsWith('#') ? "number" : null;
}

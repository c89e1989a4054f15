namespace Kiln.Report.Sections;

/// <summary>A picture of a run.</summary>
/// <param name="Png">The file.</param>
/// <param name="Caption">What it shows; also for those who do not see it.</param>
public sealed record ReportFigure(byte[] Png, string Caption)
{
    /// <summary>A file beside the page that belongs to it, such as a moving picture: its name, and what the link to it says. Null for none.</summary>
    public (string FileName, string Text)? Link { get; init; }

    /// <summary>Whether it is so wide that a narrow screen shows it at a readable size in a frame that slides, and not as a whole.</summary>
    public bool IsWide { get; init; }

    /// <summary>Whether its pixels are values, which stay squares however large they are shown.</summary>
    public bool HasSharpPixels { get; init; }
}

/// <summary>Pictures with captions.</summary>
/// <param name="Place">Where they stand.</param>
/// <param name="Title">The heading.</param>
/// <param name="Figures">The pictures in order.</param>
public sealed record FiguresSection(SectionPlace Place, string Title, IReadOnlyList<ReportFigure> Figures) : ReportSection(Place, Title)
{
    /// <summary>A sentence above them; empty for none.</summary>
    public string Lead { get; init; } = "";

    /// <inheritdoc/>
    public override void Write(HtmlWriter html, string id)
    {
        if (Lead.Length > 0)
            html.Write("p", Lead);

        using (html.In("div", ("class", Figures.Count > 1 ? "figures" : "figure")))
        {
            foreach ((int index, ReportFigure figure) in Figures.Index())
            {
                using (html.In("figure", ("class", figure.IsWide ? "wide" : null)))
                {
                    if (figure.IsWide)
                    {
                        using (HtmlTable.Frame(html, $"{id}-frame-{index}", figure.Caption))
                            Image(html, figure);
                    }
                    else
                    {
                        Image(html, figure);
                    }

                    Caption(html, figure);
                }
            }
        }
    }

    /// <summary>A picture within the page.</summary>
    internal static string DataAddress(byte[] png) => $"data:image/png;base64,{Convert.ToBase64String(png)}";

    private static void Image(HtmlWriter html, ReportFigure figure) => html.Void(
        "img", ("src", DataAddress(figure.Png)), ("alt", figure.Caption), ("class", figure.HasSharpPixels ? "sharp" : null));

    private static void Caption(HtmlWriter html, ReportFigure figure)
    {
        using (html.In("figcaption"))
        {
            html.Text(figure.Caption);
            if (figure.Link is { } link)
            {
                html.Text(" ");
                html.Write("a", link.Text, ("href", Uri.EscapeDataString(link.FileName)));
            }
        }
    }
}

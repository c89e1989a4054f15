namespace Kiln.Report.Sections;

/// <summary>Names and values: what ran, on which machine.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Facts">Name and value of each.</param>
public sealed record FactsSection(SectionPlace Place, string Title, IReadOnlyList<(string Name, string Value)> Facts) : ReportSection(Place, Title)
{
    /// <summary>A command as it was typed; null for none.</summary>
    public string? Command { get; init; }

    /// <summary>The machine that runs this program.</summary>
    /// <param name="device">Another device than the processor, on which a network is trained; null for none.</param>
    public static FactsSection OfMachine(string? device = null) => new(SectionPlace.Machine, "The machine", Machine.Facts(device));

    /// <inheritdoc/>
    public override void Write(HtmlWriter html, string id)
    {
        if (Command is not null)
        {
            using (html.In("pre", ("class", "command"), ("tabindex", "0"), ("aria-label", "Command")))
                html.Write("code", Command);
        }

        using (html.In("dl", ("class", "facts")))
        {
            foreach ((string name, string value) in Facts)
            {
                using (html.In("div"))
                {
                    html.Write("dt", name);
                    html.Write("dd", value);
                }
            }
        }
    }
}

namespace Kiln.Report.Sections;

/// <summary>One number that matters.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">With its unit.</param>
/// <param name="Note">What it is made of, or what to compare it with.</param>
public sealed record Result(string Name, string Value, string Note);

/// <summary>The numbers that matter most, large.</summary>
/// <param name="Results">The numbers.</param>
public sealed record ResultsSection(IReadOnlyList<Result> Results) : ReportSection(SectionPlace.Results, "Results")
{
    /// <inheritdoc/>
    public override void Write(HtmlWriter html, string id)
    {
        using (html.In("dl", ("class", "results")))
        {
            foreach (Result result in Results)
            {
                using (html.In("div"))
                {
                    html.Write("dt", result.Name);
                    html.Write("dd", result.Value, ("class", "value"));
                    html.Write("dd", result.Note, ("class", "note"));
                }
            }
        }
    }
}

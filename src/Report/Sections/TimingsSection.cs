using Kiln.Inspection;

namespace Kiln.Report.Sections;

/// <summary>Where the time of a training step goes.</summary>
/// <param name="Times">The times of its kernels.</param>
/// <param name="Threads">On how many threads.</param>
public sealed record TimingsSection(KernelTimes Times, int Threads) : ReportSection(SectionPlace.Timings, "Where the time goes")
{
    /// <inheritdoc/>
    public override void Write(HtmlWriter html, string id)
    {
        html.Write("p", $"Loss and gradients of {Number.Of(Times.Images, "random image")} take {Number.Fixed(1000 * Times.Total, 3)} ms on {Number.Of(Threads, "thread")}: {Number.Whole((long)(Times.Images / Times.Total))} images a second without reading images and without the optimizer's step. Medians of a short measurement.");
        using (HtmlTable.Frame(html, $"{id}-frame", "Times of kernels"))
        using (html.In("table", ("class", "timings")))
        {
            HtmlTable.Caption(html, "A row for each kernel, in the order in which they run. Speed counts the multiply-adds that a kernel must do, two operations each.");
            using (html.In("thead"))
            using (html.In("tr"))
            {
                foreach ((string name, string? style) in ((string, string?)[])[("kernel", null), ("direction", null), ("ms", "number"), ("share of the time", null), ("GFLOP/s", "number"), ("% of peak", "number")])
                    html.Write("th", name, ("scope", "col"), ("class", style));
            }

            using (html.In("tbody"))
            {
                foreach (KernelTime row in Times.Rows)
                    Row(html, row);
            }
        }
    }

    private void Row(HtmlWriter html, KernelTime row)
    {
        double share = row.Seconds / Times.Total;
        using (html.In("tr"))
        {
            html.Write("th", row.Name, ("scope", "row"));
            html.Write("td", row.Direction.ToLowerInvariant());
            html.Write("td", Number.Fixed(1000 * row.Seconds, 3), ("class", "number"));
            html.Write("td", $"{Number.Fixed(100 * share, 1)} %", ("class", "bar"), ("style", $"--share:{Number.Plain(Math.Clamp(share, 0, 1))}"));
            html.Write("td", row.MultiplyAdds == 0 ? "" : Number.Fixed(row.GigaFlops, 1), ("class", "number"));
            html.Write("td", row.MultiplyAdds == 0 ? "" : Number.Fixed(100 * row.MultiplyAdds / row.Seconds / Times.PeakMultiplyAdds, 0), ("class", "number"));
        }
    }
}

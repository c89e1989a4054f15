using Kiln.Inspection;

namespace Kiln.Report.Sections;

/// <summary>Where the time of a training step goes.</summary>
/// <param name="Network">The network.</param>
/// <param name="Times">The times of its kernels.</param>
/// <param name="Threads">On how many threads.</param>
public sealed record TimingsSection(NetworkDescription Network, KernelTimes Times, int Threads) : ReportSection(SectionPlace.Timings, "Where the time goes")
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
                // The gradient of the images is computed on request only.
                foreach ((int index, KernelDescription kernel) in Network.Kernels.Index().Where(kernel => Times.Kernels[kernel.Index] > 0))
                    Row(html, kernel.Name, kernel.Direction.ToLowerInvariant(), Times.Kernels[index], (double)kernel.MultiplyAdds * Times.Images);

                Row(html, "packing of weights", "", Times.Packing, 0);
                Row(html, "input, hand-over and the like", "", Times.Rest, 0);
                Row(html, "all, by the layers' definition", "", Times.Total, Times.MultiplyAdds * Times.Images);
            }
        }
    }

    private void Row(HtmlWriter html, string name, string direction, double seconds, double multiplyAdds)
    {
        double share = seconds / Times.Total;
        using (html.In("tr"))
        {
            html.Write("th", name, ("scope", "row"));
            html.Write("td", direction);
            html.Write("td", Number.Fixed(1000 * seconds, 3), ("class", "number"));
            html.Write("td", $"{Number.Fixed(100 * share, 1)} %", ("class", "bar"), ("style", $"--share:{Number.Plain(Math.Clamp(share, 0, 1))}"));
            html.Write("td", multiplyAdds == 0 ? "" : Number.Fixed(2e-9 * multiplyAdds / seconds, 1), ("class", "number"));
            html.Write("td", multiplyAdds == 0 ? "" : Number.Fixed(100 * multiplyAdds / seconds / Times.PeakMultiplyAdds, 0), ("class", "number"));
        }
    }
}

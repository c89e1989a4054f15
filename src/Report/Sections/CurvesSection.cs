using Kiln.Report.Drawing;
using Kiln.Training;

namespace Kiln.Report.Sections;

/// <summary>Loss and errors of training and validation images by epoch, as curves and as numbers.</summary>
/// <param name="History">The epochs so far; at least one.</param>
/// <param name="LastEpoch">Up to which epoch the axis goes.</param>
public sealed record CurvesSection(IReadOnlyList<EpochReport> History, int LastEpoch) : ReportSection(SectionPlace.Curves, "Curves")
{
    /// <summary>How many labels an image has; errors are shown as a share of them.</summary>
    public int LabelsPerImage { get; init; } = 1;

    private bool HasOwnError => History[0].Training.OwnError is not null;

    private bool HasValidation => History.Any(report => report.Validation is not null);

    /// <inheritdoc/>
    public override void Write(HtmlWriter html, string id)
    {
        using (html.In("div", ("class", "charts")))
        {
            Chart(html, "Objective", rates => rates.Loss, isShare: false);
            Chart(html, "Top-1 error", rates => rates.Top1Error / LabelsPerImage, isShare: true);
            Chart(html, "Top-5 error", rates => rates.Top5Error / LabelsPerImage, isShare: true);
            if (HasOwnError)
                Chart(html, "Own error", rates => rates.OwnError ?? double.NaN, isShare: false);
        }

        using (html.In("details", ("id", $"{id}-numbers")))
        {
            html.Write("summary", "The same as numbers");
            HtmlTable.Write(html, $"{id}-table", "Objective and errors by epoch", [.. Columns()], History.Select(Row));
        }
    }

    private void Chart(HtmlWriter html, string title, Func<ErrorRates, double> value, bool isShare)
    {
        ChartLine training = new("training", "a", [.. History.Select(report => (report.Epoch, value(report.Training)))]);
        ChartLine validation = new("validation", "b", [.. History.Where(report => report.Validation is not null).Select(report => (report.Epoch, value(report.Validation!.Value)))]);
        LineChart.Write(html, title, HasValidation ? [training, validation] : [training], LastEpoch, isShare);
    }

    private IEnumerable<string> Columns()
    {
        yield return "#epoch";
        foreach (string set in HasValidation ? ["training", "validation"] : (string[])["training"])
        {
            yield return $"#{set} objective";
            yield return $"#{set} top-1 error";
            yield return $"#{set} top-5 error";
            if (HasOwnError)
                yield return $"#{set} own error";
        }

        yield return "#images/s";
    }

    private IReadOnlyList<string> Row(EpochReport report) =>
        [Number.Whole(report.Epoch), .. Cells(report.Training), .. HasValidation ? Cells(report.Validation) : [], Number.Whole((long)Math.Round(report.ImagesPerSecond))];

    private IEnumerable<string> Cells(ErrorRates? rates)
    {
        yield return Cell(rates?.Loss);
        yield return Cell(rates?.Top1Error / LabelsPerImage);
        yield return Cell(rates?.Top5Error / LabelsPerImage);
        if (HasOwnError)
            yield return Cell(rates?.OwnError);

        static string Cell(double? value) => value is { } number ? Number.Fixed(number, 4) : "";
    }
}

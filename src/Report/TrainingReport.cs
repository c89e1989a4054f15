using Kiln.Data;
using Kiln.Inspection;
using Kiln.Report.Sections;
using Kiln.Training;

namespace Kiln.Report;

/// <summary>What to show of a training beside what it tells itself.</summary>
public sealed record TrainingReportOptions
{
    /// <summary>The names of the classes; empty for their numbers.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>What a validation image is called, such as the file it comes from; null for its number.</summary>
    public Func<int, string>? ImageName { get; init; }

    /// <summary>The validation images to look at, where the network reads what another has made of them; null to look at what it reads.</summary>
    public IImageSource? Pictures { get; init; }

    /// <summary>How many of the worst mistakes to show.</summary>
    public int Mistakes { get; init; } = 24;
}

/// <summary>Fills a chapter of a page with a training: the network, curves epoch by epoch, and at the end what it gets wrong and where the time goes. The file is written after every epoch.</summary>
/// <example><see cref="ReportPage"/> has one.</example>
public sealed class TrainingReport
{
    /// <summary>How long kernels are measured: short beside a training, long enough for two digits.</summary>
    private static readonly TimeSpan KernelTime = TimeSpan.FromSeconds(0.3);

    /// <summary>How long kernels run before that if they have just trained; otherwise they must be compiled first.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.1);

    private readonly ReportPage page;
    private readonly ReportChapter chapter;
    private readonly TrainingReportOptions options;
    private readonly List<EpochReport> history = [];

    /// <summary>How many labels an image has: one, or one for each place of the scores.</summary>
    private readonly int labels;
    private readonly Lock guard = new();
    private BatchReport batch;
    private bool hasTrained;

    /// <summary>A report of a training that begins now; the network is drawn at once.</summary>
    /// <param name="page">The page.</param>
    /// <param name="chapter">The chapter of it that the training gets.</param>
    /// <param name="network">The network.</param>
    /// <param name="options">What to show; null for the defaults.</param>
    public TrainingReport(ReportPage page, ReportChapter chapter, NetworkDescription network, TrainingReportOptions? options = null)
    {
        (this.page, this.chapter, this.options) = (page, chapter, options ?? new());
        labels = network.Layers.LastOrDefault(layer => layer.IsLoss) is { } loss ? loss.OutputShape.Height * loss.OutputShape.Width : 1;
        chapter.Set(new NetworkSection(network));
        chapter.Set(new LayersSection(network));
        page.Status = new ReportStatus(ReportState.Running, Told("training has begun"));
    }

    /// <summary>The epochs so far.</summary>
    public int Epochs => history.Count;

    /// <summary>Callbacks of a training that tell this report, and others besides.</summary>
    /// <param name="others">Told first.</param>
    public TrainingCallbacks Beside(TrainingCallbacks others)
    {
        ArgumentNullException.ThrowIfNull(others);
        page.Now = Now;
        return new TrainingCallbacks
        {
            Resumed = reports =>
            {
                others.Resumed?.Invoke(reports);
                history.AddRange(reports);
                page.Begin();
                ShowHistory();
                page.Status = new ReportStatus(ReportState.Running, Told($"it continues after epoch {history[^1].Epoch}"));
            },
            Batch = report =>
            {
                others.Batch?.Invoke(report);
                page.Begin();
                lock (guard)
                    batch = report;
                page.Changed();
            },
            Validation = others.Validation,
            Epoch = report =>
            {
                others.Epoch?.Invoke(report);
                history.Add(report);
                hasTrained = true;
                ShowHistory();
                page.Status = new ReportStatus(ReportState.Running, Told($"epoch {report.Epoch} of {report.Epochs} is done"));
                page.Save();
            },
        };
    }

    /// <summary>Adds what the trained network gets wrong, and where its time goes.</summary>
    /// <param name="network">The network, with the weights that the training left.</param>
    /// <param name="validation">The validation images; null for none.</param>
    /// <param name="timedImages">With how many images the kernels are timed, at most the network's maxBatch; 0 to leave that out, as where another device trained.</param>
    public void End(TrainableNetwork network, IImageSource? validation, int timedImages)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (history.Count > 0)
            chapter.Set(new CurvesSection([.. history], history.Count) { LabelsPerImage = labels });

        if (validation is not null && ValidationScores.Fits(network, validation))
        {
            ValidationScores scores = ValidationScores.Of(network, validation, options.Mistakes, options.Pictures);
            chapter.Set(new ConfusionSection(scores.Confusion, options.ClassNames));
            bool areProbabilities = network.Description.Layers.Last(layer => layer.IsLoss).Kind == "softmaxloss";
            chapter.Set(new MistakesSection(scores.Mistakes, options.ClassNames, areProbabilities) { ImageName = options.ImageName });
        }

        if (timedImages > 0)
            chapter.Set(new TimingsSection(KernelTimes.OfTraining(network, timedImages, KernelTime, hasTrained ? WarmUp : null), network.Threads));
    }

    private void ShowHistory()
    {
        EpochReport last = history[^1];
        chapter.Set(new CurvesSection([.. history], last.Epochs) { LabelsPerImage = labels });
        List<Result> results = [];
        if (last.Validation is { } validation)
        {
            results.Add(new Result("Validation error", Share(validation.Top1Error), $"{Number.Whole((long)Math.Round(validation.Top1Error * validation.Images))} of {Labels(validation.Images)}"));
            results.Add(new Result("Validation objective", Number.Fixed(validation.Loss, 4), $"top-5 error {Share(validation.Top5Error)}"));
        }

        results.Add(new Result("Training error", Share(last.Training.Top1Error), $"of {Labels(last.Training.Images)}, each before its step"));
        results.Add(new Result("Training objective", Number.Fixed(last.Training.Loss, 4), $"top-5 error {Share(last.Training.Top5Error)}"));
        results.Add(new Result("Speed", $"{Number.Whole((long)Math.Round(last.ImagesPerSecond))}", "training images a second"));
        results.Add(new Result("Epochs", $"{last.Epoch} of {last.Epochs}", Best()));
        chapter.Set(new ResultsSection(results));
    }

    private string Best()
    {
        EpochReport best = history.MinBy(report => (report.Validation ?? report.Training).Top1Error)!;
        return $"lowest error in epoch {best.Epoch}: {Share((best.Validation ?? best.Training).Top1Error)}";
    }

    /// <summary>Errors an image as a share of its labels.</summary>
    private string Share(double errors) => Number.Percent(errors / labels);

    private string Labels(int images) => labels == 1 ? Number.Of(images, "image") : $"{Number.Of(images, "image")} with {Number.Whole(labels)} labels each";

    private ReportMoment Now()
    {
        BatchReport now;
        lock (guard)
            now = batch;

        if (now.Batches == 0)
            return new ReportMoment("", null);

        string left = now.TimeLeft is { } time ? $", {Number.Time(time)} left" : "";
        return new ReportMoment(
            $"epoch {now.Epoch} of {now.Epochs}, {(now.Validating ? "validating" : "training")}: batch {Number.Whole(now.Batch)} of {Number.Whole(now.Batches)}, objective {Number.Fixed(now.Rates.Loss, 4)}, {Number.Whole((long)now.ImagesPerSecond)} images/s{left}",
            (double)now.Batch / now.Batches);
    }

    /// <summary>A sentence about this training, of which the page may have several.</summary>
    private string Told(string words) => chapter.Title.Length == 0 ? $"{char.ToUpperInvariant(words[0])}{words[1..]}." : $"{chapter.Title}: {words}.";
}

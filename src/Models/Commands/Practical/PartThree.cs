using System.CommandLine;
using System.Globalization;
using Kiln.Models.Figures;
using Kiln.Models.Networks.Practical;
using Kiln.Models.Practical;
using Kiln.Models.Report;
using Kiln.Report.Sections;
using SkiaSharp;

namespace Kiln.Models.Commands.Practical;

/// <summary><c>practical 3</c>: a network of one filter learns to find dark dots.</summary>
internal static class PartThree
{
    /// <summary>Iterations from one frame of the animation to the next, and how long each is shown.</summary>
    private const int Period = 10, Milliseconds = 200;

    private const string MovingName = "figure-2-animated.png";

    private static readonly Shape Extents = new(DotsPicture.Side, DotsPicture.Side, 3);

    public static Command Create()
    {
        BlobOptions standard = new();
        Argument<string?> image = PracticalCommand.Picture("a cloth with dots that the command draws");
        Option<int> iterations = Arguments.Whole("--iterations", "Steps", standard.Iterations, least: 1);
        Option<double> rate = Arguments.Number("--rate", "Learning rate", standard.Rate, below: double.PositiveInfinity);
        Option<double> momentum = Arguments.Number("--momentum", "Share of the last step that the next one goes on with", standard.Momentum, below: 1);
        Option<double> shrink = Arguments.Number("--shrink", "Weight of the filter's squares in the objective", standard.Shrink, below: double.PositiveInfinity);
        Option<bool> noSmooth = new("--no-smooth") { Description = "Leave the picture as sharp as it is" };
        Option<bool> noMedian = new("--no-median") { Description = "Leave the picture's median where it is" };
        Option<string?> start = new("--start") { Description = "The first filter: nine numbers, row by row, with commas between; without it random numbers", HelpName = "W" };
        Option<int> seed = Arguments.Seed();
        Option<string> folder = PracticalCommand.Folder(3);
        Command command = new("3", "Learn a tiny network: one filter and a max-pool find dark dots.") { image, iterations, rate, momentum, shrink, noSmooth, noMedian, start, seed, folder };
        command.SetAction((parsed, cancellation) =>
        {
            BlobOptions options = new()
            {
                Iterations = parsed.GetValue(iterations),
                Rate = parsed.GetValue(rate),
                Momentum = parsed.GetValue(momentum),
                Shrink = parsed.GetValue(shrink),
                Smooth = !parsed.GetValue(noSmooth),
                Median = !parsed.GetValue(noMedian),
            };
            float[] filter = parsed.GetValue(start) is { } text ? Filter(text) : BlobDetector.RandomFilter(parsed.GetValue(seed));
            string made = PracticalCommand.Made(parsed.GetRequiredValue(folder));
            return Task.Run(() => ReportedRun.Of(parsed, made, run => Run(parsed.GetValue(image), filter, options, made, run, cancellation)), CancellationToken.None);
        });
        return command;
    }

    private static void Run(string? path, float[] filter, BlobOptions options, string folder, ReportedRun run, CancellationToken cancellation)
    {
        TextWriter output = run.Output;
        PracticalReport report = new(run.Page, folder);
        ImageMap picture;
        if (path is null)
        {
            picture = DotsPicture.Draw();
            output.WriteLine($"picture: drawn, {picture.Height}×{picture.Width}; see {Path.Combine(folder, "dots.png")}");
            report.Save(Mosaic.TrueColour(picture), "dots.png", "The picture: a cloth with dots, drawn by the command.");
        }
        else
        {
            picture = PracticalPicture.Read(path, Extents, output);
        }

        ImageMap gray = picture.Gray();
        BlobLabels labels = BlobLabels.Of(gray);
        int neither = gray.Values.Length - labels.PositiveCount - labels.NegativeCount;
        output.WriteLine(FormattableString.Invariant($"labels: {labels.PositiveCount:N0} positives, {labels.NegativeCount:N0} negatives, {neither:N0} pixels in neither set"));
        if (labels.PositiveCount == 0)
            throw new UserErrorException("the picture has no dark dot to learn from; take one with dots some five pixels wide");

        report.Save(Panels.Draw(3, default, new Panel("image", Mosaic.Channels(gray)), new Panel("positives", Mosaic.Channels(BlobFigure.Map(labels.Positive, gray))), new Panel("negatives", Mosaic.Channels(BlobFigure.Map(labels.Negative, gray)))), "figure-1.png", "What is learned from: dark dots are positives, what is far from them negatives.", isWide: true);

        using BlobDetector detector = new(gray, labels, filter, options);
        BlobFigure figure = new(detector);
        Animation animation = new(Milliseconds);
        for (int t = 1; t <= options.Iterations; t++)
        {
            cancellation.ThrowIfCancellationRequested();
            BlobObjective objective = detector.Step();
            if (!double.IsFinite(objective.Total) || !float.IsFinite(detector.Bias))
                throw new UserErrorException(FormattableString.Invariant($"the objective is no number any more at iteration {t}; take a lower --rate"));

            bool isLast = t == options.Iterations;
            if ((t - 1) % Period != 0 && !isLast)
                continue;

            SKBitmap frame = figure.Draw();
            animation.Add(frame);
            if (isLast)
                report.Save(frame, "figure-2.png", "After the last iteration: objective, scores of dots and of the rest, the filter, its answers, and where they are wrong.", isWide: true, (MovingName, "The same from the first iteration on, moving"));
            else
                frame.Dispose();

            if (t == 1 || isLast || (t - 1) % (10 * Period) == 0)
                output.WriteLine(FormattableString.Invariant($"iteration {t,4}: error {objective.Error:F6} regularizer {objective.Regularizer:F6} total {objective.Total:F6} bias {detector.Bias:F6}"));
        }

        animation.Save(Path.Combine(folder, MovingName));
        float[] learned = [.. detector.Filter];
        output.WriteLine("filter:");
        foreach (float[] row in learned.Chunk(3))
            output.WriteLine("  " + string.Join(" ", row.Select(weight => weight.ToString("F4", CultureInfo.InvariantCulture).PadLeft(10))));

        output.WriteLine(FormattableString.Invariant($"mean of the filter / mean of its magnitudes: {learned.Average() / learned.Average(Math.Abs):F3}"));
        output.WriteLine($"figures: {Path.Combine(folder, "figure-1.png")}, figure-2.png and, moving, {MovingName}");
        run.Outcome = $"{options.Iterations} iterations.";
        NetworkDescription network = new ParameterSet<TinyCnn>().Network;
        run.Page.Chapter().Set(new NetworkSection(network));
        run.Page.Chapter().Set(new LayersSection(network));
        run.Console.WriteLine($"report: {run.Page.Path}");
    }

    private static float[] Filter(string text)
    {
        string[] parts = text.Split(',');
        float[] filter = new float[9];
        if (parts.Length != filter.Length)
            throw new UserErrorException($"--start takes 9 numbers with commas between, but '{text}' has {parts.Length}");

        for (int i = 0; i < filter.Length; i++)
        {
            if (!float.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out filter[i]) || !float.IsFinite(filter[i]))
                throw new UserErrorException($"--start takes 9 numbers with commas between, and '{parts[i]}' is none");
        }

        return filter;
    }
}

using Kiln.Models.Practical;
using ScottPlot;
using SkiaSharp;

namespace Kiln.Models.Figures;

/// <summary>The six panels of part 3: objective, histograms of scores, filter, network output, output of the first layer, and where it errs.</summary>
/// <param name="detector">What is trained.</param>
internal sealed class BlobFigure(BlobDetector detector)
{
    private const int Side = 480, Bins = 30;

    private static readonly Color Green = new(0x2C, 0x9A, 0x2C), Red = new(0xD0, 0x30, 0x30), Blue = new(0x20, 0x50, 0xD0);

    /// <summary>Labels as a picture: 1 where they are set.</summary>
    /// <param name="labels">Row by row.</param>
    /// <param name="like">A map of the same extents.</param>
    public static ImageMap Map(bool[] labels, ImageMap like) => like with { Values = Array.ConvertAll(labels, label => label ? 1f : 0) };

    /// <summary>Draws what the detector's last iteration has computed.</summary>
    public SKBitmap Draw()
    {
        ImageMap scores = detector.X3, filter = new(3, 3, 1, detector.Filter.ToArray());
        return Panels.Draw(
            3,
            (Side, Side),
            new Panel("objective", Plotted(Objective)),
            new Panel("histograms of scores", Plotted(plot => Histograms(plot, scores))),
            new Panel("learned filter", Mosaic.Channels(filter)),
            new Panel("network output", Mosaic.Channels(scores, WithoutExtremes(scores))),
            new Panel("first layer output", Mosaic.Channels(detector.X2, WithoutExtremes(detector.X2))),
            new Panel("errors red, correct green, ignored blue", Mosaic.TrueColour(Errors(scores))));
    }

    private static SKBitmap Plotted(Action<Plot> draw)
    {
        Picture.UsePlotFont();
        using Plot plot = new();
        draw(plot);
        plot.Font.Set(Picture.PlotFont);
        return SKBitmap.Decode(plot.GetImageBytes(Side, Side, ImageFormat.Png));
    }

    private void Objective(Plot plot)
    {
        double[] iterations = [.. Enumerable.Range(1, detector.History.Count).Select(t => (double)t)];
        Line("error", Red, objective => objective.Error);
        Line("regularizer", Blue, objective => objective.Regularizer);
        Line("total", Colors.Black, objective => objective.Total);
        plot.XLabel("iteration");
        plot.Axes.SetLimits(0, Math.Max(2, detector.History.Count), 0, 1.5);
        plot.ShowLegend(Alignment.UpperRight);

        void Line(string name, Color colour, Func<BlobObjective, double> value)
        {
            ScottPlot.Plottables.Scatter line = plot.Add.Scatter(iterations, detector.History.Select(value).ToArray());
            (line.LegendText, line.LineWidth, line.MarkerSize, line.Color) = (name, 2, detector.History.Count == 1 ? 5 : 0, colour);
        }
    }

    private void Histograms(Plot plot, ImageMap scores)
    {
        Histogram("positives", Green, detector.Labels.Positive);
        Histogram("negatives", Red, detector.Labels.Negative);
        foreach (double border in (ReadOnlySpan<double>)[0, 1])
        {
            ScottPlot.Plottables.VerticalLine line = plot.Add.VerticalLine(border);
            (line.Color, line.LinePattern) = (Blue, LinePattern.Dashed);
        }

        plot.XLabel("score");
        plot.YLabel("share of the largest bin");
        plot.Axes.SetLimits(-2, 3, 0, 1.05);
        plot.ShowLegend(Alignment.UpperRight);

        void Histogram(string name, Color colour, bool[] labels)
        {
            float[] values = [.. scores.Values.Where((_, i) => labels[i])];
            if (values.Length == 0)
                return;

            double least = values.Min(), width = Math.Max((values.Max() - least) / Bins, 1e-6);
            double[] counts = new double[Bins];
            foreach (float value in values)
                counts[Math.Min(Bins - 1, (int)((value - least) / width))]++;

            ScottPlot.Plottables.Scatter line = plot.Add.Scatter(
                Enumerable.Range(0, Bins).Select(bin => least + ((bin + 0.5) * width)).ToArray(), counts.Select(count => count / counts.Max()).ToArray());
            (line.LegendText, line.LineWidth, line.MarkerSize, line.Color) = (name, 2, 0, colour);
        }
    }

    /// <summary>The range of all but the smallest and largest hundredths: the border, where the picture meets zeros, would leave one shade for the rest.</summary>
    private static MosaicOptions WithoutExtremes(ImageMap map)
    {
        float[] sorted = [.. map.Values];
        Array.Sort(sorted);
        return new MosaicOptions { Range = (sorted[sorted.Length / 100], sorted[sorted.Length - 1 - (sorted.Length / 100)]) };
    }

    /// <summary>Red where a dot scores below 1 or something else above 0, green where a label is met, blue where there is none.</summary>
    private ImageMap Errors(ImageMap scores)
    {
        float[] colours = new float[scores.Values.Length * 3];
        for (int i = 0; i < scores.Values.Length; i++)
        {
            (bool positive, bool negative) = (detector.Labels.Positive[i], detector.Labels.Negative[i]);
            bool errs = (positive && scores.Values[i] < 1) || (negative && scores.Values[i] > 0);
            colours[(3 * i) + (errs ? 0 : positive || negative ? 1 : 2)] = 1;
        }

        return new ImageMap(scores.Height, scores.Width, 3, colours);
    }
}

using Kiln.Training;
using ScottPlot;

namespace Kiln.Models.Figures;

/// <summary>Objective, top-1 and top-5 error of training and validation images against the epoch.</summary>
internal static class TrainingCurves
{
    private const int Width = 1500, Height = 480;

    /// <summary>Draws the curves.</summary>
    /// <param name="history">The epochs so far; at least one.</param>
    /// <param name="path">Where to save the PNG.</param>
    public static void Save(IReadOnlyList<EpochReport> history, string path)
    {
        Picture.UsePlotFont();
        Multiplot figure = new() { Layout = new ScottPlot.MultiplotLayouts.Columns() };
        figure.AddPlots(3);
        Draw(figure.GetPlot(0), "objective", history, rates => rates.Loss);
        Draw(figure.GetPlot(1), "top-1 error", history, rates => rates.Top1Error);
        Draw(figure.GetPlot(2), "top-5 error", history, rates => rates.Top5Error);
        figure.SavePng(path, Width, Height);
    }

    private static void Draw(Plot plot, string title, IReadOnlyList<EpochReport> history, Func<ErrorRates, double> value)
    {
        AddLine(plot, "train", history.Select(report => (report.Epoch, value(report.Training))));
        AddLine(plot, "val", history.Where(report => report.Validation is not null).Select(report => (report.Epoch, value(report.Validation!.Value))));
        plot.Title(title);
        plot.XLabel("epoch");
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
        double most = history.SelectMany(report => new[] { report.Training, report.Validation ?? report.Training }).Max(value);
        plot.Axes.SetLimits(0.5, history.Count + 0.5, 0, Math.Max(1.05 * most, 1e-6));
        plot.ShowLegend(Alignment.UpperRight);
        plot.Font.Set(Picture.PlotFont);
    }

    private static void AddLine(Plot plot, string name, IEnumerable<(int Epoch, double Value)> points)
    {
        (int Epoch, double Value)[] all = [.. points];
        if (all.Length == 0)
            return;

        ScottPlot.Plottables.Scatter line = plot.Add.Scatter(all.Select(point => (double)point.Epoch).ToArray(), all.Select(point => point.Value).ToArray());
        line.LegendText = name;
        line.LineWidth = 2;
        line.MarkerSize = 7;
    }
}

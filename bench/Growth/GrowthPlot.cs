using ScottPlot;

namespace Kiln.Bench.Growth;

/// <summary>Draws a curve: points as measured, and the straight line that fits them.</summary>
internal static class GrowthPlot
{
    private const int Width = 900, Height = 560;

    /// <summary>Saves the plot.</summary>
    /// <param name="curve">The measurements.</param>
    /// <param name="path">The PNG.</param>
    public static void Save(GrowthCurve curve, string path)
    {
        Plot plot = new();
        foreach (GrowthLine line in curve.Lines)
        {
            double[] places = [.. line.Points.Select(point => point.Place)], times = [.. line.Points.Select(point => 1000 * point.Seconds)];
            ScottPlot.Plottables.Scatter points = plot.Add.ScatterPoints(places, times);
            points.LegendText = line.Name;
            points.MarkerSize = 9;
            double[] ideal = curve.IsInverse
                ? [.. places.Select(place => times[0] * places[0] / place)]
                : [.. places.Select(place => 1000 * line.At(place))];
            ScottPlot.Plottables.Scatter straight = plot.Add.ScatterLine(places, ideal, points.MarkerFillColor);
            straight.LineWidth = 1.5f;
            straight.LegendText = curve.IsInverse ? "a share for each thread" : "straight line";
        }

        plot.XLabel(curve.Axis);
        plot.YLabel("milliseconds a call");
        plot.Title($"Time against {curve.Axis}");
        plot.Axes.AutoScale();
        AxisLimits limits = plot.Axes.GetLimits();
        plot.Axes.SetLimits(0, limits.Right, 0, limits.Top);
        plot.ShowLegend(curve.IsInverse ? Alignment.UpperRight : Alignment.UpperLeft);
        plot.SavePng(path, Width, Height);
    }
}

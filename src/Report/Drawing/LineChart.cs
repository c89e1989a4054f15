using System.Globalization;

namespace Kiln.Report.Drawing;

/// <summary>Lines over epochs as SVG, coloured by the style sheet.</summary>
internal static class LineChart
{
    private const double Width = 360, Height = 250, Left = 46, Right = 12, Top = 12, Bottom = 34;

    /// <summary>Above so many points they are a line without dots.</summary>
    private const int MostDots = 60;

    private const int TicksUp = 5, TicksAlong = 8;

    /// <summary>Writes a chart with its title and legend.</summary>
    /// <param name="html">Gets it.</param>
    /// <param name="title">What the values are.</param>
    /// <param name="lines">At least one, with at least one point.</param>
    /// <param name="lastEpoch">Where the axis ends.</param>
    /// <param name="isShare">Whether the values are shares, to be shown as per cent.</param>
    public static void Write(HtmlWriter html, string title, IReadOnlyList<ChartLine> lines, int lastEpoch, bool isShare)
    {
        double unit = isShare ? 100 : 1;
        double most = lines.SelectMany(line => line.Points).Select(point => unit * point.Y).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        double step = AxisTicks.Step(most > 0 ? most : 1, TicksUp);
        double ceiling = step * Math.Max(1, Math.Ceiling((most / step) - 1e-9));
        Scale scale = new(lastEpoch, ceiling, unit);

        using (html.In("figure", ("class", "chart")))
        {
            using (html.In("figcaption"))
            {
                html.Write("strong", isShare ? $"{title} (%)" : title);
                using (html.In("span", ("class", "legend")))
                {
                    foreach (ChartLine line in lines)
                        html.Write("span", $"{line.Name} {Value(line.Points[^1].Y)}", ("class", $"key {line.Style}"));
                }
            }

            string summary = string.Join(", ", lines.Select(line => $"{line.Name} {Value(line.Points[0].Y)} to {Value(line.Points[^1].Y)}"));
            using (html.In("svg", ("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {Height}")), ("role", "img"), ("aria-label", $"{title} by epoch: {summary}. The numbers are in the table below.")))
            {
                Axes(html, scale, step);
                foreach (ChartLine line in lines)
                    Line(html, scale, line, Value);
            }
        }

        string Value(double value) => isShare ? Number.Percent(value) : Number.Fixed(value, 4);
    }

    private static void Axes(HtmlWriter html, Scale scale, double step)
    {
        int digits = AxisTicks.Digits(step);
        for (int tick = 0; tick * step <= scale.Ceiling * 1.000001; tick++)
        {
            double y = scale.UpScaled(tick * step);
            html.Void("line", ("class", tick == 0 ? "axis" : "grid"), ("x1", Number.Plain(Left)), ("x2", Number.Plain(Width - Right)), ("y1", Number.Plain(y)), ("y2", Number.Plain(y)));
            html.Write("text", Number.Fixed(tick * step, digits), ("x", Number.Plain(Left - 6)), ("y", Number.Plain(y + 4)), ("text-anchor", "end"));
        }

        int along = Math.Max(1, (int)AxisTicks.Step(scale.LastEpoch, TicksAlong));
        for (int epoch = along == 1 ? 1 : along; epoch <= scale.LastEpoch; epoch += along)
            html.Write("text", epoch.ToString(CultureInfo.InvariantCulture), ("x", Number.Plain(scale.Along(epoch))), ("y", Number.Plain(Height - Bottom + 16)), ("text-anchor", "middle"));

        html.Write("text", "epoch", ("class", "name"), ("x", Number.Plain((Left + Width - Right) / 2)), ("y", Number.Plain(Height - 4)), ("text-anchor", "middle"));
    }

    private static void Line(HtmlWriter html, Scale scale, ChartLine line, Func<double, string> value)
    {
        // Where a value is no number the line has a gap.
        string path = "";
        bool isDrawing = false;
        foreach ((int x, double y) in line.Points)
        {
            if (!double.IsFinite(y))
            {
                isDrawing = false;
                continue;
            }

            path += $"{(isDrawing ? "L" : "M")}{Number.Plain(scale.Along(x))} {Number.Plain(scale.Up(y))}";
            isDrawing = true;
        }

        html.Void("path", ("class", $"line {line.Style}"), ("d", path));
        if (line.Points.Count > MostDots)
            return;

        foreach ((int x, double y) in line.Points.Where(point => double.IsFinite(point.Y)))
        {
            using (html.In("circle", ("class", $"dot {line.Style}"), ("cx", Number.Plain(scale.Along(x))), ("cy", Number.Plain(scale.Up(y))), ("r", "3")))
                html.Write("title", $"epoch {x}, {line.Name}: {value(y)}");
        }
    }

    /// <summary>From epochs and values to places. A single epoch stands in the middle.</summary>
    private readonly record struct Scale(int LastEpoch, double Ceiling, double Unit)
    {
        public double Along(int epoch) =>
            Left + ((Width - Left - Right) * (LastEpoch <= 1 ? 0.5 : 0.02 + (0.96 * (epoch - 1) / (LastEpoch - 1))));

        public double Up(double value) => UpScaled(Unit * value);

        public double UpScaled(double value) => Height - Bottom - ((Height - Top - Bottom) * value / Ceiling);
    }
}

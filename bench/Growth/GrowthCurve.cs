using System.Globalization;

namespace Kiln.Bench.Growth;

/// <summary>What is measured against one quantity.</summary>
/// <param name="Name">The quantity.</param>
/// <param name="Axis">The quantity with its unit.</param>
/// <param name="Lines">What is measured.</param>
internal sealed record GrowthCurve(string Name, string Axis, IReadOnlyList<GrowthLine> Lines)
{
    /// <summary>Whether the time should fall as the quantity grows.</summary>
    public bool IsInverse { get; init; }

    /// <summary>Measures every point, in turns between the lines.</summary>
    public void Measure()
    {
        foreach (GrowthLine line in Lines)
            line.Measure();
    }

    /// <summary>A table: every point's time, and how far it is from the straight line through the origin of its work, or from a share for each thread.</summary>
    public override string ToString()
    {
        List<string> rows = [$"time against {Axis}"];
        foreach (GrowthLine line in Lines)
        {
            rows.Add(line.Name);
            rows.AddRange(line.Points.Select(point => IsInverse
                ? string.Create(CultureInfo.InvariantCulture, $"  {point.Place,8:0.###}  {1000 * point.Seconds,9:F2} ms  speed-up {line.Points[0].Seconds / point.Seconds:F2}")
                : string.Create(CultureInfo.InvariantCulture, $"  {point.Place,8:0.###}  {1000 * point.Seconds,9:F2} ms  {1e6 * point.Seconds / point.Place,9:F1} µs each  {Math.Round(100 * ((point.Seconds / line.At(point.Place)) - 1)),4:+0;-0;0} % from the line")));
        }

        return string.Join('\n', rows);
    }
}

/// <summary>One series of measurements.</summary>
/// <param name="Name">What it measures.</param>
/// <param name="Numbers">Of what.</param>
/// <param name="Time">Seconds for a number.</param>
internal sealed record GrowthLine(string Name, IReadOnlyList<int> Numbers, Func<int, double> Time)
{
    /// <summary>Where a number lies on the axis.</summary>
    public Func<int, double> Place { get; init; } = number => number;

    /// <summary>What was measured.</summary>
    public List<(double Place, double Seconds)> Points { get; } = [];

    /// <summary>Measures every point.</summary>
    public void Measure() => Points.AddRange(Numbers.Select(number => (Place(number), Time(number))));

    /// <summary>The line of least relative squares: a fixed time a call and a time for each.</summary>
    /// <param name="place">The place.</param>
    public double At(double place)
    {
        // Weights of 1/t² make every point's relative error count alike.
        double w = 0, x = 0, y = 0, xx = 0, xy = 0;
        foreach ((double at, double seconds) in Points)
        {
            double weight = 1 / (seconds * seconds);
            w += weight;
            x += weight * at;
            y += weight * seconds;
            xx += weight * at * at;
            xy += weight * at * seconds;
        }

        double slope = ((w * xy) - (x * y)) / ((w * xx) - (x * x));
        return ((y - (slope * x)) / w) + (slope * place);
    }
}

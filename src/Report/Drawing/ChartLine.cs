namespace Kiln.Report.Drawing;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Style">The class of its colour and dashes in the style sheet.</param>
/// <param name="Points">Whole numbers along, values up.</param>
internal sealed record ChartLine(string Name, string Style, IReadOnlyList<(int X, double Y)> Points);

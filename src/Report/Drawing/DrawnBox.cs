namespace Kiln.Report.Drawing;

/// <summary>A box of the drawing of a network.</summary>
/// <param name="Layers">The layer that it is named for, then those that work on its single elements, one after the other.</param>
/// <param name="Row">How far down: below everything that it reads.</param>
/// <param name="Column">From 0; what is computed side by side has columns of its own.</param>
internal sealed record DrawnBox(IReadOnlyList<LayerDescription> Layers, int Row, int Column)
{
    /// <summary>The layer that it is named for.</summary>
    public LayerDescription First => Layers[0];

    /// <summary>What it gives to others.</summary>
    public LayerDescription Last => Layers[^1];
}

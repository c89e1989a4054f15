using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>What both kernels that go back through a pool share: the pooled gradient, its winners, and where a winner's window of inputs starts.</summary>
internal sealed class WinnerText
{
    private readonly KernelText text;
    private readonly MaxPoolBackward pool;
    private readonly ConvGeometry geometry;

    public WinnerText(KernelText text)
    {
        this.text = text;
        pool = (MaxPoolBackward)text.Kernel.Kernel.Prologue!;
        geometry = ((ConvStep)text.Kernel.Kernel.Main).Geometry;
        Gradient = text.Read(pool.Gradient);
        Winners = text.Read(pool.Winners);
        text.Reference("gradients", Gradient);
        text.Reference("winners", Winners);
    }

    public MapText Gradient { get; }

    public MapText Winners { get; }

    /// <summary>Positions of a window, which number the winners down its columns.</summary>
    public int Positions => Window.Positions;

    public int Cells => Gradient.Shape.Height * Gradient.Shape.Width;

    private Window Window => pool.Window;

    /// <summary>Declares the distances from a cell's window of inputs to that of each of its positions.</summary>
    /// <param name="row">Elements from one row of inputs to the next.</param>
    public void DeclareDistances(long row) =>
        text.Body.Line($"ReadOnlySpan<int> distances = [{string.Join(", ", Distances(row))}];");

    /// <summary>Loops over the cells of a map: <c>y</c>, <c>x</c>, and <c>cell</c> = y·width + x.</summary>
    public void CellLoops(Action body)
    {
        SourceWriter w = text.Body;
        using (w.Block($"for (int y = 0, cell = 0; y < {Gradient.Shape.Height}; y++)"))
        using (w.Block($"for (int x = 0; x < {Gradient.Shape.Width}; x++, cell++)"))
            body();
    }

    /// <summary>Distance from the inputs of the first cell to those of the cell at <c>y</c>, <c>x</c>.</summary>
    public string CellDistance(long row) => MapText.Index(
        ("y", row * Window.StrideY * geometry.Window.StrideY),
        ("x", (long)geometry.Input.Channels * Window.StrideX * geometry.Window.StrideX));

    /// <summary>The gradient of channel <c>k</c> of cell <c>cell</c> of image <c>n</c>.</summary>
    public string GradientOfCell() => $"Unsafe.Add(ref gradients, {MapText.Index(("n", Gradient.Image), ("cell", Gradient.Pixel), ("k", 1))})";

    /// <summary>The winner of channel <c>k</c> of cell <c>cell</c> of image <c>n</c>.</summary>
    public string Winner() => $"Unsafe.Add(ref winners, {MapText.Index(("n", Winners.Image), ("cell", Winners.Pixel), ("k", 1))})";

    private IEnumerable<long> Distances(long row) =>
        from column in Enumerable.Range(0, Window.Width)
        from line in Enumerable.Range(0, Window.Height)
        select ((long)line * geometry.Window.StrideY * row) + ((long)column * geometry.Window.StrideX * geometry.Input.Channels);
}

using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>What both kernels that go back through a pool share: the pooled gradient, its winners, and where a winner's window of inputs starts.</summary>
internal sealed class WinnerText
{
    private readonly KernelText text;
    private readonly MaxPoolBackward pool;
    private readonly ConvStep conv;
    private readonly MapText? mask;

    public WinnerText(KernelText text)
    {
        this.text = text;
        pool = text.Kernel.Kernel.Find<MaxPoolBackward>()!;
        conv = (ConvStep)text.Kernel.Kernel.Main;
        Gradient = text.Read(Value.Gradient(pool.Node));
        Winners = text.Read(Value.Winners(pool.Node));
        text.Reference("gradients", Gradient);
        text.Reference("winners", Winners);

        // A rectification between the convolution and the pool: its mask is the pooled output.
        ReluBackward? relu = text.Kernel.Kernel.Steps.OfType<ReluBackward>().FirstOrDefault(step => step.Mask == pool.Node && step.Node != conv.Input);
        if (relu is null)
            return;

        mask = text.Read(Value.Activation(pool.Node));
        text.Reference("pooled", mask);
    }

    public MapText Gradient { get; }

    public MapText Winners { get; }

    /// <summary>Positions of a window, which number the winners down its columns.</summary>
    public int Positions => Window.Height * Window.Width;

    public int Cells => Gradient.Shape.Height * Gradient.Shape.Width;

    private Window Window => pool.Layer.Extent;

    /// <summary>Declares the distances from a cell's window of inputs to that of each of its positions.</summary>
    /// <param name="row">Elements from one row of inputs to the next.</param>
    public void DeclareDistances(int row) =>
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
    public string CellDistance(int row) => MapText.Index(
        ("y", (long)row * Window.StrideY * conv.Layer.Extent.StrideY),
        ("x", (long)conv.Input.Shape.Channels * Window.StrideX * conv.Layer.Extent.StrideX));

    /// <summary>The gradient of channel <c>k</c> of the cell at <c>y</c>, <c>x</c> of image <c>n</c>; 0 where the rectification held it back.</summary>
    public string MaskedGradient()
    {
        string gradient = $"Unsafe.Add(ref gradients, {MapText.Index(("n", Gradient.Image), ("cell", Gradient.Pixel), ("k", 1))})";
        if (mask is null)
            return gradient;

        string output = $"Unsafe.Add(ref pooled, {MapText.Index(("1", mask.Origin()), ("n", mask.Image), ("y", mask.Row), ("x", mask.Pixel), ("k", 1))})";
        return $"{output} > 0 ? {gradient} : 0";
    }

    /// <summary>The winner of channel <c>k</c> of cell <c>cell</c> of image <c>n</c>.</summary>
    public string Winner() => $"Unsafe.Add(ref winners, {MapText.Index(("n", Winners.Image), ("cell", Winners.Pixel), ("k", 1))})";

    private IEnumerable<long> Distances(int row) =>
        from column in Enumerable.Range(0, Window.Width)
        from line in Enumerable.Range(0, Window.Height)
        select ((long)line * conv.Layer.Extent.StrideY * row) + ((long)column * conv.Layer.Extent.StrideX * conv.Input.Shape.Channels);
}

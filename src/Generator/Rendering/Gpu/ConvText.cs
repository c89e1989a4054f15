using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Gpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Gpu;

/// <summary>Convolutions as products.</summary>
internal static class ConvText
{
    /// <summary>Positions times taps times filters, then the epilogue. In front of a pool, rows are window by window, and a thread has whole windows.</summary>
    public static void WriteForward(GpuKernelText text)
    {
        ConvForward step = (ConvForward)text.Kernel.Main;
        ConvGeometry geometry = step.Geometry;
        if (geometry.IsDepthwise)
        {
            ElementText.WriteDepthwise(text);
            return;
        }

        SourceWriter w = text.Body;
        MaxPoolForward? pool = text.Kernel.Find<MaxPoolForward>();
        long rows = pool is null ? geometry.Output.Pixels : pool.Output.Shape.Pixels * pool.Window.Positions;
        ProductTile tile = ProductTile.Choose(new ProductSize((double)rows * GpuLimits.NominalImages, geometry.GroupFilters, geometry.Reduction, geometry.Groups));
        Launch(text, tile, rows, geometry.GroupFilters, geometry.Groups);
        text.MultiplyAdds = rows * geometry.Reduction * geometry.Filters;
        new ProductText(text, tile).Write(
            new WindowsOperand(text, geometry, step.Input, pool),
            new RowsOperand(text, geometry, step.Weights, filtersInDepth: false),
            Range(geometry.GroupFilters, geometry.Reduction, tile),
            (sums, row, column) =>
            {
                bool numbersPositions = pool is not null && text.Kernel.Epilogue.TakeWhile(other => other != pool).Any(other => other.Reads.Any(value => value.Extent == Extent.Random));
                int positions = pool?.Window.Positions ?? 1;
                for (int r = 0; r < tile.ThreadRows; r += positions)
                {
                    using (w.Block())
                    {
                        w.Line($"int row = {row(r)};");
                        using (w.Block("if (row < rows)"))
                        {
                            List<string> before = [];
                            for (int position = 0; position < positions && numbersPositions; position++)
                            {
                                string slot = FormattableString.Invariant($"_{position}");
                                w.Line($"int row{slot} = row + {position};");
                                foreach (Pinned one in WindowsOperand.Position(text.Indices, geometry, pool, slot, $"row{slot}"))
                                    w.Line($"int {one.Name} = {one.Value};");

                                w.Line($"int place{slot} = ((((n{slot} * {geometry.Output.Height}) + y{slot}) * {geometry.Output.Width}) + x{slot}) * {geometry.Filters};");
                                before.Add($"(place{slot} + c)");
                            }

                            for (int c = 0; c < tile.ThreadColumns; c++)
                            {
                                using (Columns(w, tile, geometry.GroupFilters, column(c), ProductOperand.Group(geometry, geometry.GroupFilters)))
                                {
                                    string[] values = [.. Enumerable.Range(r, positions).Select(at => Scaled(text, step, sums[at, c]))];
                                    w.Line($"int at = ({(positions == 1 ? "row" : FormattableString.Invariant($"(row / {positions})"))} * {geometry.Filters}) + c;");
                                    new GpuEpilogue(text).Emit(values, "at", "c", pool is null ? null : numbersPositions ? before : [.. Enumerable.Repeat("0", positions)]);
                                }
                            }
                        }
                    }
                }
            });
    }

    /// <summary>The same over some of the taps, without what follows.</summary>
    public static void WriteForwardParts(GpuKernelText text)
    {
        ConvForwardParts step = (ConvForwardParts)text.Kernel.Main;
        ConvGeometry geometry = step.Geometry;
        SourceWriter w = text.Body;
        ProductTile tile = step.Tile;
        int pixels = (int)geometry.Output.Pixels, each = ((geometry.Reduction + (tile.Splits * tile.Depth) - 1) / (tile.Splits * tile.Depth)) * tile.Depth;
        Launch(text, tile, pixels, geometry.GroupFilters, geometry.Groups);
        text.MultiplyAdds = geometry.MultiplyAdds;
        w.Line($"int begin = part * {each}, end = IntrinsicMath.Max(begin, IntrinsicMath.Min(begin + {each}, {geometry.Reduction}));");
        new ProductText(text, tile).Write(
            new WindowsOperand(text, geometry, step.Input, null),
            new RowsOperand(text, geometry, step.Weights, filtersInDepth: false),
            new ProductRange("rows", geometry.GroupFilters, "begin", "end", geometry.Reduction % tile.Depth == 0),
            (sums, row, column) => Each(w, tile, sums, row, column, geometry.GroupFilters, ProductOperand.Group(geometry, geometry.GroupFilters), sum =>
                w.Line($"{text.Array(step.Parts)}[((row + (({text.Indices.Over("row", pixels)} * {tile.Splits - 1}) + part) * {pixels}) * {geometry.Filters}) + c] = {sum};")));
    }

    /// <summary>The parts together, then the biases and the epilogue.</summary>
    public static void WriteSumForward(GpuKernelText text)
    {
        SumForward step = (SumForward)text.Kernel.Main;
        long count = step.Forward.Output.Shape.Count;
        ElementText.Write(text, step.Forward.Output, () =>
        {
            text.Body.Line($"int first = element + ({text.Indices.Over("element", count)} * {count * (step.Splits - 1)});");
            SumText.Parts(text.Body, text.Array(step.Parts), step.Splits, "first", count);
            return Scaled(text, step.Forward, "sum");
        });
    }

    /// <summary>The gradient by the input where its columns overlap nowhere, or are gathered.</summary>
    public static void WriteBackwardInput(GpuKernelText text)
    {
        ConvBackwardInput step = (ConvBackwardInput)text.Kernel.Main;
        ConvGeometry geometry = step.Geometry;
        if (geometry.IsDepthwise)
        {
            ElementText.WriteDepthwiseInput(text);
            return;
        }

        if (ConvMethods.IsDirect(geometry))
        {
            WriteColumns(text, step, step.Gradient, step.Weights);
            return;
        }

        SourceWriter w = text.Body;
        int depth = geometry.Window.Positions * geometry.GroupFilters;
        ProductTile tile = ProductTile.Choose(new ProductSize((double)geometry.Input.Pixels * GpuLimits.NominalImages, geometry.Depth, depth, geometry.Groups));
        Launch(text, tile, geometry.Input.Pixels, geometry.Depth, geometry.Groups);
        text.MultiplyAdds = geometry.Input.Pixels * depth * geometry.Input.Channels;
        new ProductText(text, tile).Write(
            new ReachingOperand(text, geometry, step.Gradient),
            new TransposedOperand(text, geometry, step.Weights),
            Range(geometry.Depth, depth, tile),
            (sums, row, column) => Each(w, tile, sums, row, column, geometry.Depth, ProductOperand.Group(geometry, geometry.Depth), sum =>
            {
                w.Line($"int at = (row * {geometry.Input.Channels}) + c;");
                new GpuEpilogue(text).Emit([sum], "at", "c");
            }));
    }

    public static void WriteBackwardColumns(GpuKernelText text)
    {
        ConvBackwardColumns step = (ConvBackwardColumns)text.Kernel.Main;
        WriteColumns(text, step, step.Gradient, step.Weights);
    }

    /// <summary>Positions times filters times taps.</summary>
    private static void WriteColumns(GpuKernelText text, ConvStep step, Value gradient, Value weights)
    {
        ConvGeometry geometry = step.Geometry;
        SourceWriter w = text.Body;
        int columns = geometry.Window.Positions * geometry.Depth, all = geometry.Window.Positions * geometry.Input.Channels;
        ProductTile tile = ProductTile.Choose(new ProductSize((double)geometry.Output.Pixels * GpuLimits.NominalImages, columns, geometry.GroupFilters, geometry.Groups));
        Launch(text, tile, geometry.Output.Pixels, columns, geometry.Groups);
        text.MultiplyAdds = geometry.MultiplyAdds;
        new ProductText(text, tile).Write(
            new RowsOperand(text, geometry, gradient, filtersInDepth: true),
            new RowsOperand(text, geometry, weights, filtersInDepth: true),
            Range(columns, geometry.GroupFilters, tile),
            (sums, row, column) => Each(w, tile, sums, row, column, columns, "", sum =>
            {
                w.Line(geometry.Groups == 1
                    ? $"int at = (row * {all}) + c;"
                    : FormattableString.Invariant($"int at = (row * {all}) + (c / {geometry.Depth} * {geometry.Input.Channels}) + (group * {geometry.Depth}) + (c % {geometry.Depth});"));
                new GpuEpilogue(text).Emit([sum], "at", FormattableString.Invariant($"(at % {geometry.Input.Channels})"));
            }));
    }

    /// <summary>Taps times positions times filters, in parts.</summary>
    public static void WriteBackwardParts(GpuKernelText text)
    {
        ConvBackwardParts step = (ConvBackwardParts)text.Kernel.Main;
        ConvGeometry geometry = step.Geometry;
        SourceWriter w = text.Body;
        ProductTile tile = step.Tile;
        text.Grid((step.Rows + tile.Rows - 1) / tile.Rows, tile.Threads, (geometry.GroupFilters + tile.Columns - 1) / tile.Columns, geometry.Groups, step.Division);
        text.MultiplyAdds = geometry.MultiplyAdds;
        Part(w, geometry.Groups);
        w.Line($"int positions = {text.Images()} * {geometry.Output.Pixels}, each = (positions + {(tile.Splits * tile.Depth) - 1}) / {tile.Splits * tile.Depth} * {tile.Depth};");
        w.Line("int begin = part * each, end = IntrinsicMath.Max(begin, IntrinsicMath.Min(begin + each, positions));");
        new ProductText(text, tile).Write(
            new TapsOperand(text, geometry, step.Input, step.WithBiases),
            new RowsOperand(text, geometry, step.Gradient, filtersInDepth: false),
            new ProductRange(FormattableString.Invariant($"{step.Rows}"), geometry.GroupFilters, "begin", "end", WholeSlices: false),
            (sums, row, column) =>
            {
                w.Line($"int rows = {step.Rows};");
                Each(w, tile, sums, row, column, geometry.GroupFilters, ProductOperand.Group(geometry, geometry.GroupFilters), sum =>
                {
                    string at = FormattableString.Invariant($"[(((part * {step.Rows}) + row) * {geometry.Filters}) + c]");
                    if (step.Biases is not { } biases)
                    {
                        w.Line($"{text.Array(step.Output)}{at} = {sum};");
                        return;
                    }

                    w.Line($"if (row < {geometry.Reduction})");
                    w.Line($"    {text.Array(step.Output)}{at} = {sum};");
                    w.Line("else");
                    w.Line($"    {text.Array(biases)}[c] = {sum};");
                });
            });
    }

    /// <summary>The part and the group of the layer that a group of threads computes.</summary>
    private static void Part(SourceWriter w, int groups)
    {
        w.Line($"int part = Grid.IdxZ{(groups == 1 ? "" : FormattableString.Invariant($" / {groups}"))};");
        if (groups > 1)
            w.Line($"int group = Grid.IdxZ % {groups};");
    }

    private static ProductRange Range(int columns, int depth, ProductTile tile) => new("rows", columns, "0", FormattableString.Invariant($"{depth}"), depth % tile.Depth == 0);

    private static void Launch(GpuKernelText text, ProductTile tile, long rows, int columns, int groups)
    {
        text.GridOfImages(rows, tile.Rows, tile.Threads, (columns + tile.Columns - 1) / tile.Columns, tile.Splits * groups);
        text.Body.Line($"int rows = {text.Images()} * {rows};");
        if (tile.Splits > 1)
            Part(text.Body, groups);
        else if (groups > 1)
            text.Body.Line("int group = Grid.IdxZ;");
    }

    /// <summary>Writes what becomes of every result: <c>row</c> and <c>c</c> are there.</summary>
    private static void Each(SourceWriter w, ProductTile tile, string[,] sums, Func<int, string> row, Func<int, string> column, int columns, string first, Action<string> store)
    {
        for (int r = 0; r < tile.ThreadRows; r++)
        {
            using (w.Block())
            {
                w.Line($"int row = {row(r)};");
                using (w.Block("if (row < rows)"))
                {
                    for (int c = 0; c < tile.ThreadColumns; c++)
                        using (Columns(w, tile, columns, column(c), first))
                            store(sums[r, c]);
                }
            }
        }
    }

    /// <summary>A column of the results, if there is one.</summary>
    private static IDisposable Columns(SourceWriter w, ProductTile tile, int columns, string column, string first)
    {
        IDisposable block = columns % tile.Columns == 0 ? w.Block() : w.Block($"if ({column} < {columns})");
        w.Line($"int c = {column}{first};");
        return block;
    }

    private static string Scaled(GpuKernelText text, ConvForward step, string sum)
    {
        if (step.Factors is null && step.Biases is null)
            return sum;

        string name = text.Unique("value");
        string scaled = step.Factors is { } factors ? $"({sum} * {text.Array(factors)}[c])" : sum;
        text.Body.Line($"float {name} = {scaled}{(step.Biases is { } biases ? $" + {text.Array(biases)}[c]" : "")};");
        return name;
    }
}

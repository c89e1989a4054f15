using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Planning.Cpu.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Convolution and bias; the epilogue follows in registers, a loss while the scores are in cache.</summary>
internal sealed class ConvForwardText
{
    /// <summary>Cache lines from the weights of a step to those it fetches: far enough for memory to answer in time.</summary>
    private const int LinesAhead = 128;

    /// <summary>Multiply-adds of a sum from which on there is time to fetch something meanwhile.</summary>
    private const int FewestSteps = 64;

    private readonly KernelText text;
    private readonly SourceWriter w;
    private readonly VectorText v;
    private readonly ConvForward conv;
    private readonly ConvGeometry geometry;
    private readonly TileSchedule tile;
    private readonly MapText input;
    private readonly MapText output;
    private readonly EpilogueText epilogue;
    private IReadOnlyDictionary<Value, string> places = new Dictionary<Value, string>();

    private ConvForwardText(KernelText text)
    {
        this.text = text;
        w = text.Body;
        v = text.Vector;
        conv = (ConvForward)text.Kernel.Kernel.Main;
        geometry = conv.Geometry;
        tile = (TileSchedule)text.Kernel.Schedule;
        input = text.Read(conv.Input);
        epilogue = new EpilogueText(text, conv.Output);
        output = epilogue.Cells;
    }

    private Window Filter => geometry.Window;

    /// <summary>Weights of a cache line.</summary>
    private int LineElements => text.Kernel.Packed!.IsHalf ? 2 * ArenaPlan.Alignment : ArenaPlan.Alignment;

    private Window Cell => epilogue.Pool?.Window ?? Window.None;

    /// <summary>The first filter of the group, which is a variable where there are several.</summary>
    private Size GroupFilter => GroupLoops.Start(geometry, geometry.GroupFilters);

    public static void Write(KernelText text) => new ConvForwardText(text).Write();

    private void Write()
    {
        text.Reference("inputs", input);
        text.Filters();
        if (conv.Biases is { } biases)
            text.Reference("biases", text.Floats(biases));

        epilogue.Declare();
        w.Line();
        if (tile.Block is { } block)
        {
            Blocks(block);
        }
        else if (tile.PanelsOuter)
        {
            text.Units = UnitCount.Constant(tile.PanelCount);
            string images = text.Images();
            PanelLoops.WriteUnits(w, tile.Panels, (panel, lane) =>
            {
                NextPanelText? next = StartPanel(panel, lane);
                Images("0", tile.Images == 1 ? images : $"({images} + {tile.Images - 1}) / {tile.Images}", size => Tile(size, panel, lane, next));
            });
        }
        else
        {
            Units(size => GroupLoops.Write(w, geometry, () => PanelLoops.Write(w, tile.Panels, (panel, lane) => Tile(size, panel, lane))));
        }

        if (text.Kernel.Kernel.Tail is LossStep loss)
            Loss(loss);
    }

    /// <summary>Units of work are the panels of one block after those of another: what a thread takes one after the other reads the same inputs.</summary>
    private void Blocks(ProductBlock block)
    {
        int panels = tile.PanelCount, height = output.Shape.Height, few = block.RowsOfMany(height, tile.Rows, panels);
        bool hasBands = block.Images == 1 && few < height;
        text.Units = hasBands ? UnitCount.Images(Bands(block.Rows) * panels, Bands(few) * panels) : UnitCount.Blocks(block.Images, panels);
        if (block.Images > 1)
            text.Images();

        if (hasBands)
        {
            // More threads than two want smaller pieces, whatever a cache holds; the sums are the same.
            text.Parameter("int", "rows", few == block.Rows ? $"{(Size)few}" : $"{UnitCount.ManyThreads} ? {(Size)few} : {(Size)block.Rows}");
            w.Line($"int bands = ({height} + rows - 1) / rows;");
        }

        using (w.Block("for (int unit = from; unit < to; unit++)"))
        {
            w.Line($"int block = unit / {panels}, panel = unit % {panels};");
            w.Line(hasBands ? $"nuint n = (nuint)(block / bands), top = (nuint)(block % bands * rows), bottom = Math.Min(top + (nuint)rows, {height});"
                : block.Images > 1 ? $"int begin = block * {block.Images}, end = Math.Min(begin + {block.Images}, images);"
                : "nuint n = (nuint)block;");
            PanelLoops.WriteOne(w, tile.Panels, (panel, lane) =>
            {
                NextPanelText? next = StartPanel(panel, lane);
                if (hasBands)
                {
                    TileLoops.Band(w, tile.Rows, height, "top", "bottom", () =>
                        TileLoops.Columns(w, tile.Columns, output.Width, overlap: true, columns => TileStart(new TileSize(1, tile.Rows, columns), Body)));
                }
                else if (block.Images > 1)
                {
                    Images("begin", "end", Body);
                }
                else
                {
                    Cells(1, Body);
                }

                void Body(TileSize size) => Tile(size, panel, lane, next);
            });
        }

        int Bands(int rows) => (height + rows - 1) / rows;
    }

    /// <summary>What comes before the tiles of a panel: from where on the next panel is fetched, if it is.</summary>
    private NextPanelText? StartPanel(Panel panel, Size lane)
    {
        if (tile is not { Stream: true, Repeats: > 1 })
            return null;

        NextPanelText next = new(w, "filters", panel, tile.Repeats, text.ForOneImage && tile.Block is not { Images: 1 }, LineElements);
        string after = MapText.Index(("1", (lane + panel.Width) * geometry.Reduction));
        next.Start(tile.Block is null ? after : $"panel < {tile.PanelCount - 1} ? {after} : 0", panel.Width * geometry.Reduction);
        return next;
    }

    /// <summary>The loops over units of work: tiles of images, or rows of one map of any extent.</summary>
    private void Units(Action<TileSize> body)
    {
        if (text.AnyExtent)
        {
            text.Units = UnitCount.Rows(output.Height.ToString());
            w.Line("const nuint n = 0;");
            using (w.Block("for (nuint y = (nuint)from; y < (nuint)to; y++)"))
                TileLoops.Columns(w, tile.Columns, output.Width, overlap: true, columns => TileStart(new TileSize(1, tile.Rows, columns), body));

            return;
        }

        int rows = (output.Shape.Height + tile.Rows - 1) / tile.Rows;
        if (tile.Images == 1 && rows > 1 && text.Kernel.Kernel.Tail is not LossStep)
        {
            text.Units = UnitCount.Images(rows);
            using (w.Block("for (int unit = from; unit < to; unit++)"))
            {
                w.Line($"nuint n = (nuint)(unit / {rows});");
                w.Line(tile.Rows == 1
                    ? $"nuint y = (nuint)(unit % {rows});"
                    : output.Shape.Height % tile.Rows == 0
                    ? $"nuint y = (nuint)(unit % {rows} * {tile.Rows});"
                    : $"nuint y = Math.Min((nuint)(unit % {rows} * {tile.Rows}), {output.Shape.Height - tile.Rows});");
                TileLoops.Columns(w, tile.Columns, output.Width, overlap: true, columns => TileStart(new TileSize(1, tile.Rows, columns), body));
            }

            return;
        }

        if (tile.Images > 1)
            text.Images();

        text.Units = UnitCount.Blocks(tile.Images);
        Images("from", "to", body);
    }

    private void Images(string from, string to, Action<TileSize> body) => TileLoops.Images(w, tile.Images, from, to, "images", count => Cells(count, body));

    private void Cells(int images, Action<TileSize> body) =>
        TileLoops.Cells(w, tile, images, output.Shape.Height, output.Width, overlap: true, size => TileStart(size, body));

    /// <summary>Where the tile's first input lies, and its first cell in every map of the epilogue.</summary>
    private void TileStart(TileSize size, Action<TileSize> body)
    {
        int stepY = Filter.StrideY * Cell.StrideY, stepX = Filter.StrideX * Cell.StrideX;
        w.Line($"nuint at = {MapText.Index(("1", input.Origin(Filter.PadTop, Filter.PadLeft)), ("n", input.Image), ("y", input.Row * stepY), ("x", input.Pixel * stepX))};");
        places = epilogue.DeclarePlaces(map => MapText.Index(("1", map.Origin()), ("n", map.Image), ("y", map.Row), ("x", map.Pixel)));
        w.Line();
        body(size);
    }

    private void Tile(TileSize size, Panel panel, Size lane, NextPanelText? next = null)
    {
        PackedWeights packed = text.Kernel.Packed!;
        ProductText product = new(v, Rows(size), panel.Vectors, halvesScale: packed.IsHalf ? KernelText.HalvesScale : null);
        product.Declare(w, vector => conv.Biases is null ? v.Zero : v.Load("biases", MapText.Index(("1", lane + (vector * v.Lanes)), ("1", GroupFilter))));
        ProductText.DeclareWeight(w, "filters", MapText.Index(("1", GroupLoops.Start(geometry, tile.Width * geometry.Reduction)), ("1", lane * geometry.Reduction)), packed.Element);
        next?.StartTile();
        FetchOperands(size, panel, lane);
        string at = geometry.Groups == 1 ? "at" : MapText.Index(("at", 1), ("group", geometry.Depth));
        product.Accumulate(w, "inputs", at, FilterLoops.Of(geometry, input.Row, input.Pixel), geometry.Stretch, next?.Step ?? (tile.Stream ? Ahead(panel) : []));

        w.Line();
        int window = Cell.Positions, cell = 0;
        foreach ((int image, int row, int column) in Cells(size))
        {
            for (int vector = 0; vector < panel.Vectors; vector++)
            {
                string[] registers = [.. Enumerable.Range(cell * window, window).Select(position => ProductText.Sum(position, vector))];
                Size channel = lane + (vector * v.Lanes) + GroupFilter;
                epilogue.Emit(
                    registers,
                    map => MapText.Index((places[map.Layout.Value], 1), ("1", channel + (map.Image * image) + (map.Row * row) + (map.Pixel * column))),
                    MapText.Index(("1", channel)),
                    panel.LanesOf(vector));
            }

            cell++;
        }
    }

    /// <summary>Fetches what the epilogue will read of maps: it comes while the products are summed.</summary>
    private void FetchOperands(TileSize size, Panel panel, Size lane)
    {
        if (geometry.Reduction < FewestSteps)
            return;

        foreach ((string reference, MapText map) in epilogue.Operands)
        {
            foreach ((int image, int row, _) in Cells(size with { Columns = 1 }))
            {
                Size first = Size.Variable(places[map.Layout.Value]) + lane + GroupFilter + (map.Image * image) + (map.Row * row);
                using (w.Block($"for (nuint cell = 0; cell < {(Size)size.Columns}; cell++)"))
                {
                    foreach (string fetch in VectorText.Prefetch(reference, first + (Size.Variable("cell") * map.Pixel), panel.Width))
                        w.Line(fetch);
                }
            }
        }
    }

    /// <summary>Fetches the weights of a later step, as many cache lines as a step reads: where they serve one tile alone, there is no time to fetch a panel in.</summary>
    private string[] Ahead(Panel panel) => [.. VectorText.Prefetch("weight", LinesAhead * LineElements, panel.Width, LineElements)];

    /// <summary>Where the rows of the tile start: image by image, cell by cell, position by position down the columns of a cell's window.</summary>
    private IReadOnlyList<TileRow> Rows(TileSize size) =>
    [
        .. from cell in Cells(size)
           from windowColumn in Enumerable.Range(0, Cell.Width)
           from windowRow in Enumerable.Range(0, Cell.Height)
           let down = (input.Image * cell.Image) + (input.Row * (((cell.Row * Cell.StrideY) + windowRow) * Filter.StrideY))
           let along = (((cell.Column * Cell.StrideX) + windowColumn) * Filter.StrideX) * (long)input.Shape.Channels
           select down.IsConstant ? new TileRow(0, down.Constant + along) : new TileRow(down, along),
    ];

    /// <summary>The cells of the tile, in the order of <see cref="Rows"/>.</summary>
    private static IEnumerable<(int Image, int Row, int Column)> Cells(TileSize size) =>
        from image in Enumerable.Range(0, size.Images)
        from row in Enumerable.Range(0, size.Rows)
        from column in Enumerable.Range(0, size.Columns)
        select (image, row, column);

    private void Loss(LossStep loss)
    {
        w.Line();
        w.Line("// The scores of these images are still in the first-level cache.");
        string first = tile.Images == 1 ? "from" : $"from * {tile.Images}";
        string last = tile.Images == 1 ? "to" : $"Math.Min(to * {tile.Images}, images)";
        LossText.Rows(text, loss, text.Write(loss.Scores), first, last);
    }
}

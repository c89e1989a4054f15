using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu.Costs;
using Kiln.Generator.Planning.Cpu.Fast;
using Kiln.Generator.Planning.Cpu.Schedules;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>The only place where tile sizes are chosen: it counts cycles for every tile that fits the registers and takes the cheapest.</summary>
internal static class TileChoice
{
    /// <summary>Weights of so many second-level caches are in no cache when the next call needs them.</summary>
    private const int BeyondCaches = 8;

    /// <summary>The share of what arrives from the second-level cache that multiply-adds do not hide.</summary>
    private const double NotHidden = 0.3;

    /// <summary>The share of loads from the first-level cache that they do not hide.</summary>
    private const double BesideLoads = 0.1;

    /// <summary>Registers for the scale and the mask by which half floats become floats.</summary>
    private const int RegistersOfHalves = 2;

    /// <summary>Weights that a forward pass over one image would push out of the second-level cache again and again.</summary>
    private static bool AreLarge(Target target, long weightFloats) => weightFloats * sizeof(float) > target.L2Bytes / 2;

    /// <summary>Weights that are in none of the machine's caches when the next call needs them.</summary>
    public static bool ExceedsCaches(Target target, long weightFloats) => weightFloats * sizeof(float) > BeyondCaches * target.L2Bytes;

    /// <summary>Tiles of a matrix product: rows are output cells of <paramref name="positions"/> positions each, columns are channels.</summary>
    /// <param name="target">The machine.</param>
    /// <param name="cells">Output cells of an image, as a map.</param>
    /// <param name="positions">Sums of a cell that are kept apart: the window of a fused pool, else 1.</param>
    /// <param name="columns">Floats of a row of results.</param>
    /// <param name="reduction">Multiply-adds a sum.</param>
    /// <param name="weightFloats">Size of the weights, which decides the order of the loops.</param>
    /// <param name="anyExtent">Whether the map's extents are open.</param>
    /// <param name="batches">Whether calls have many images, so that a tile may span several.</param>
    /// <param name="exact">Whether tiles may not overlap, because they add to memory of a thread's own.</param>
    /// <param name="wholeRows">Whether a step after it takes whole rows of results.</param>
    /// <param name="half">Whether the weights are half floats.</param>
    /// <param name="inputFloats">Floats of an image's input, where threads may share out its rows.</param>
    /// <param name="stepFloats">Floats from what one cell reads to what its neighbour does; 0 where it does not count: narrower tiles often need a second kind of panel, and the text of a training network has no room for many.</param>
    public static TileSchedule Product(
        Target target, Shape cells, int positions, int columns, int reduction, long weightFloats, bool anyExtent, bool batches, bool exact, bool wholeRows = false, bool half = false,
        long inputFloats = 0, long stepFloats = 0)
    {
        if (half)
            target = target with { Registers = target.Registers - RegistersOfHalves };

        bool panelsOuter = AreLarge(target, weightFloats) && !anyExtent && !wholeRows;
        var best = (
            from tile in Tiles(target, cells, anyExtent, batches, exact)
            let rows = tile.Images * tile.Rows * tile.Columns * positions
            let widest = WidestPanel(target, rows)
            where widest > 0
            let panels = Panels(target, columns, widest)
            let cycles = TilesPerImage(cells, tile) * panels.Sum(panel => panel.Count * CyclesPerStep(target, rows, panel.Vectors)) * (reduction + 8.0)
            orderby cycles * Code(panels) * CachedInputs.Crowding(target, rows, stepFloats), tile.Images
            select (tile, rows, panels, cycles)).First();

        ProductBlock? block = panelsOuter && !exact && best.tile.Images == 1 && weightFloats * sizeof(float) <= Machine.SharedCacheBytes ? CachedInputs.Block(target, cells, best.tile.Rows, inputFloats) : null;

        // The tiles of one image give time to fetch the next panel; those of a batch need none. A single tile gives no time, and fetches ahead of itself where its weights come from memory.
        int repeats = (int)Math.Ceiling(TilesPerImage(cells, best.tile) * (batches ? block?.Images ?? WinogradChoice.TypicalBatch : 1) * (block?.Rows ?? cells.Height) / cells.Height);
        bool stream = panelsOuter && !exact && ((repeats > 1 && !batches) || ExceedsCaches(target, weightFloats));
        string fetch = !stream ? string.Empty
            : repeats > 1 ? " Those of the next panel are fetched while one is used."
            : " They come from memory at every call and are fetched ahead.";
        double ideal = (double)cells.Height * cells.Width * positions * columns * reduction / (target.Lanes * target.FmaPerCycle);
        string use = exact ? "each panel serves a block of images"
            : block is null ? "they are divided among the threads panel by panel, and each panel serves all images"
            : FormattableString.Invariant($"a thread takes {(block.Images > 1 ? $"{block.Images} images" : block.Rows < cells.Height ? $"{block.Rows} rows" : "an image")}, whose inputs it holds, through panel after panel");
        string halves = half ? " The weights are half floats, which become floats in registers." : string.Empty;
        string order = panelsOuter
            ? FormattableString.Invariant($" The weights ({weightFloats * (half ? sizeof(ushort) : sizeof(float)) / 1024:N0} KB) exceed a core's cache, so {use}.{fetch}")
            : string.Empty;
        string reason = FormattableString.Invariant(
            $"Lanes run over output channels, {columns} in {Vectors(target.Vectors(columns))}. {Describe(best.tile, positions)} times {Describe(best.panels)} stay in {best.rows * best.panels[0].Vectors} registers through {reduction} multiply-adds each; expected share of the multiply-add peak {Math.Min(1, ideal / best.cycles):P0}.{halves}{order}");

        return new TileSchedule(best.tile.Images, best.tile.Rows, best.tile.Columns, best.panels, panelsOuter, stream, reason, repeats, Share: ideal / best.cycles, Block: block);
    }

    /// <summary>Tiles of the products of a transformed convolution: rows are tiles of the map, columns are channels; the weights of one panel serve all rows.</summary>
    /// <param name="target">The machine.</param>
    /// <param name="rows">Rows of a product that are likely.</param>
    /// <param name="columns">Floats of a row of results.</param>
    /// <param name="reduction">Multiply-adds a sum.</param>
    /// <param name="products">How many products there are, each with weights of its own.</param>
    public static TileSchedule TransformedProduct(Target target, int rows, int columns, int reduction, int products)
    {
        var best = (
            from tile in Enumerable.Range(1, Math.Min(target.Registers - 2, rows))
            let widest = WidestPanel(target, tile)
            where widest > 0
            let panels = Panels(target, columns, widest)
            let cycles = Math.Ceiling((double)rows / tile) * panels.Sum(panel => panel.Count * CyclesPerTile(target, tile, panel, reduction))
            orderby cycles
            select (tile, panels, cycles)).First();

        long weightFloats = (long)products * reduction * columns;
        bool stream = weightFloats * sizeof(float) > target.L2Bytes;
        double ideal = (double)rows * columns * reduction / (target.Lanes * target.FmaPerCycle);
        string order = stream
            ? FormattableString.Invariant($" The weights ({weightFloats * sizeof(float) / 1024:N0} KB) exceed a core's cache, so those of the next panel are fetched while one is used.")
            : string.Empty;
        return new TileSchedule(1, 1, best.tile, best.panels, PanelsOuter: true, stream, FormattableString.Invariant(
            $"{products} products. Lanes run over channels, {columns} in {Vectors(target.Vectors(columns))}. {best.tile} tiles times {Describe(best.panels)} stay in {best.tile * best.panels[0].Vectors} registers through {reduction} multiply-adds each; expected share of the multiply-add peak {Math.Min(1, ideal / best.cycles):P0}.{order}"),
            (rows + best.tile - 1) / best.tile, Share: ideal / best.cycles);
    }

    /// <summary>Tiles of a window that slides over each channel by itself: sums of some columns and vectors of channels are independent, and each weight that is
    /// loaded serves all columns.</summary>
    public static DepthwiseSchedule Depthwise(Target target, ConvStep step, bool anyExtent)
    {
        ConvGeometry conv = step.Geometry;
        int width = TapAxis.Of(step).Columns[0].Places, most = target.FmaPerCycle * target.FmaLatency;
        bool holds = conv.GroupFilters == 1 && target.Registers - conv.Window.Positions - 2 >= most;
        int held = anyExtent ? most : Enumerable.Range((most + 1) / 2, most - (most / 2)).OrderBy(count => (width + count - 1) / count * count).ThenByDescending(count => count).First();
        int vectors = holds ? 1 : Math.Min(target.Vectors(conv.Filters), 2);
        int columns = holds ? held : Math.Max(1, (target.Registers - 4) / vectors - 1);
        columns = Math.Min(columns, anyExtent ? holds ? most : 4 : Math.Min(width, holds ? most : 6));
        WindowUnit unit = Unit(step, columns);
        string lanes = FormattableString.Invariant($"Every channel has filters of its own, so lanes run over channels, {conv.Filters} in {Vectors(target.Vectors(conv.Filters))}.");
        string parts = anyExtent ? "" : FormattableString.Invariant($" A unit of work is {unit.Rows} rows of {unit.Columns} columns and {unit.Channels} channels: the rows of a window stay in the first-level cache.");
        return new DepthwiseSchedule(columns, vectors, holds, unit, holds
            ? FormattableString.Invariant($"{lanes} The {conv.Window.Positions} taps of a vector stay in registers through a row; {columns} columns at a time share its inputs.{parts}")
            : FormattableString.Invariant($"{lanes} {columns} columns times {Vectors(vectors)} stay in registers through {conv.Window.Positions} taps; bound by loads.{parts}"));
    }

    /// <summary>As many columns, in whole tiles, as let the rows of a window stay in the first-level cache; of many channels a part. Rows for as many threads as are likely.</summary>
    /// <remarks>Bands of rows, or parts of the channels as far as whole tiles allow, are even in number: two threads then halve the map between two rows or two channels, as they do in the convolutions before and after, and
    /// find in their own caches what they wrote.</remarks>
    private static WindowUnit Unit(ConvStep step, int tile)
    {
        const int LeastUnits = 12, LeastRows = 7, CacheFloats = 6 << 10, WholeTiles = 2 * Target.WidestLanes;
        (Window window, int channels) = (step.Geometry.Window, step.Geometry.Filters);
        (IReadOnlyList<TapAxis> rows, IReadOnlyList<TapAxis> columns) = TapAxis.Of(step);
        int height = step.Writes[0].Shape.Height, places = columns[0].Places;
        long live = rows[0].Read + ((long)(window.Height - 1) * window.DilationY), around = (long)(window.Width - 1) * window.DilationX;
        int part = (int)Math.Min(channels, Math.Max(4 * Target.WidestLanes, CacheFloats / (live * ((tile * columns[0].Read) + around)) / (4 * Target.WidestLanes) * (4 * Target.WidestLanes)));
        long fit = ((CacheFloats / (live * part)) - around) / columns[0].Read / tile * tile;
        int along = (int)Math.Min((places + tile - 1) / tile * tile, Math.Max(tile, fit));
        int strips = (places + along - 1) / along, panels = (channels + part - 1) / part;
        int bands = Math.Min(Math.Max(1, height / LeastRows), (LeastUnits + (strips * panels) - 1) / (strips * panels));
        if (bands > 1)
            bands = (bands + 1) / 2 * 2;
        else if (panels > 1 && panels % 2 == 1)
            part = (channels + (WholeTiles * (panels + 1)) - 1) / (WholeTiles * (panels + 1)) * WholeTiles;

        return new WindowUnit((height + bands - 1) / bands, along, part);
    }

    /// <summary>The weight gradient of a window that slides over each channel by itself: sums of as many taps as registers hold, row by row of the map.</summary>
    public static TapSumSchedule DepthwiseSums(Target target, ConvGeometry conv)
    {
        const int MostVectors = 4;
        int most = target.Registers - 4, columns = Math.Min(conv.Window.Width, most), rows = Math.Max(1, Math.Min(conv.Window.Height, most / conv.Window.Width));

        // Vectors beside one another lie in lines beside one another, which memory delivers faster than single ones.
        int together = 2 * rows * columns <= most && conv.Filters % (2 * target.Lanes) == 0 ? 2 : 1;
        return new TapSumSchedule(rows, columns, Math.Min(target.Vectors(conv.Filters), MostVectors), together, FormattableString.Invariant(
            $"Lanes run over channels. {rows}×{columns} taps of {Vectors(together)} stay in registers through a row of the map, then are added to those of its chunk. The chunks of images follow from their number, so the bits do not depend on the threads."));
    }

    /// <summary>Tiles of a weight gradient: rows are the inputs of a filter row, columns are filters, the reduction runs over all positions.</summary>
    /// <param name="target">The machine.</param>
    /// <param name="filterRow">Inputs of a filter row.</param>
    /// <param name="filters">Filters.</param>
    /// <param name="filterRows">Filter rows of all groups, each summed by itself.</param>
    /// <param name="positions">Positions of an image.</param>
    public static TileSchedule WeightGradient(Target target, int filterRow, int filters, int filterRows, long positions)
    {
        var best = (
            from rows in Enumerable.Range(1, Math.Min(target.Registers - 4, filterRow))
            let widest = WidestPanel(target, rows)
            where widest > 0

            // Narrower panels may divide the filters evenly where the widest do not.
            from width in new[] { widest, Math.Min(widest, 4) }
            let panels = Panels(target, filters, width)

            // Gradients are read at a distance: less than a cache line beside one another would bring each line several times.
            where panels[0].Width >= Math.Min(ArenaPlan.Alignment, target.Vectors(filters) * target.Lanes)
            let steps = Math.Ceiling((double)filterRow / rows)
            let cycles = Shared(steps * filterRows) * panels.Sum(panel => panel.Count * CyclesPerStep(target, rows, panel.Vectors))
            orderby cycles * Code(panels) * (filterRow % rows == 0 ? 1 : Rest)
            select (rows, panels, cycles)).First();

        double ideal = (double)filterRow * filterRows * filters / (2 * target.Lanes * target.FmaPerCycle);
        return new TileSchedule(1, 1, best.rows, best.panels, PanelsOuter: true, Stream: false, FormattableString.Invariant(
            $"Lanes run over filters, {filters} in {Vectors(target.Vectors(filters))}. {best.rows} weights of a filter row times {Describe(best.panels)} stay in registers through all {positions} positions of every image, so every weight is summed in one order whatever the threads do."), Share: ideal / best.cycles);
    }

    /// <summary>How the rows of a filter are divided where single winners are accumulated.</summary>
    public static WinnerSchedule Winners(Target target, int filterHeight, int filterRow, int positions)
    {
        int most = target.Registers - 3;
        int vectors = target.Vectors(filterRow);
        int rows = Math.Max(1, Enumerable.Range(1, filterHeight).LastOrDefault(count => filterHeight % count == 0 && count * vectors <= most));
        List<int> chunks = [];
        for (int left = vectors, parts = (vectors + most - 1) / most; parts > 0; left -= chunks[chunks.Count - 1], parts--)
            chunks.Add((left + parts - 1) / parts);

        return new WinnerSchedule(rows, chunks, FormattableString.Invariant(
            $"Only the winner of a window has a gradient, one position in {positions}: {positions} times fewer multiply-adds than over the map before the pool. Lanes run along a filter row, {filterRow} floats in {Vectors(vectors)}."));
    }

    private static IEnumerable<(int Images, int Rows, int Columns)> Tiles(Target target, Shape cells, bool anyExtent, bool batches, bool exact)
    {
        int most = target.Registers - 4;
        for (int columns = 1; columns <= most; columns++)
        {
            // Open extents: any width is served by full tiles and single cells.
            if (columns > cells.Width && !anyExtent)
                break;

            yield return (1, 1, columns);
        }

        if (anyExtent)
            yield break;

        for (int rows = 2; rows <= Math.Min(most, cells.Height); rows++)
            if (!exact || cells.Height % rows == 0)
                yield return (1, rows, cells.Width);

        for (int images = 2; batches && images <= most / 2; images++)
            yield return (images, cells.Height, cells.Width);
    }

    private static double TilesPerImage(Shape cells, (int Images, int Rows, int Columns) tile) =>
        Math.Ceiling((double)cells.Height / tile.Rows) * Math.Ceiling((double)cells.Width / tile.Columns) / tile.Images;

    /// <summary>Accumulators must fit, and the operands of a step: all of the shorter side, one by one those of the longer.</summary>
    private static int WidestPanel(Target target, int rows) =>
        new[] { 6, 4, 3, 2, 1 }.FirstOrDefault(vectors => (rows * vectors) + Math.Min(rows, vectors) + 1 <= target.Registers);

    /// <summary>All steps of a tile whose panel's weights serve many tiles, and its start and end: as many moves as sums. What exceeds most of the
    /// first-level cache comes from the second at every step.</summary>
    private static double CyclesPerTile(Target target, int rows, Panel panel, int reduction)
    {
        double bytes = panel.Width * sizeof(float);
        double fetch = bytes * reduction > target.L1Bytes * 3 / 4 ? bytes / target.L2BytesPerCycle : 0, compute = CyclesPerStep(target, rows, panel.Vectors);
        compute += BesideLoads * (rows + panel.Vectors) / target.LoadsPerCycle;
        return ((Math.Max(compute, fetch) + (NotHidden * Math.Min(compute, fetch))) * reduction) + (rows * panel.Vectors) + 10;
    }

    /// <summary>Multiply-adds, loads and the latency of dependent multiply-adds overlap; the slowest counts.</summary>
    private static double CyclesPerStep(Target target, int rows, int vectors) => Math.Max(
        Math.Max((double)rows * vectors / target.FmaPerCycle, (double)(rows + vectors) / target.LoadsPerCycle),
        target.FmaLatency) + 0.25;

    /// <summary>As few panels as the widest allows, of widths that differ by at most one; equal neighbours become one loop.</summary>
    private static IReadOnlyList<Panel> Panels(Target target, int columns, int widest)
    {
        int vectors = target.Vectors(columns);
        int count = (vectors + widest - 1) / widest;
        int tail = columns % target.Lanes == 0 ? target.Lanes : columns % target.Lanes;

        List<Panel> panels = [];
        for (int index = 0, first = 0; index < count; index++)
        {
            int width = (vectors - first + (count - index) - 1) / (count - index);
            bool last = index == count - 1;
            int lanes = last ? tail : target.Lanes;
            Panel? previous = panels.Count > 0 ? panels[panels.Count - 1] : null;
            if (previous is not null && previous.Vectors == width && previous.LastLanes == lanes)
                panels[panels.Count - 1] = previous with { Count = previous.Count + 1 };
            else
                panels.Add(new Panel(first, width, 1, lanes, target.Lanes));

            first += width;
        }

        return panels;
    }

    /// <summary>Units of work that come one after the other on two threads: an odd one leaves a thread idle.</summary>
    private static double Shared(double units) => Math.Ceiling(units / 2);

    /// <summary>What weights cost that are left over after whole tiles: a smaller tile, which is code of its own.</summary>
    private const double Rest = 1.03;

    /// <summary>What each further kind of panel costs: it is code of its own, to compile and to fetch.</summary>
    private static double Code(IReadOnlyList<Panel> panels) => 1 + (0.02 * (panels.Count - 1));

    private static string Describe((int Images, int Rows, int Columns) tile, int positions)
    {
        List<string> parts = [];
        if (tile.Images > 1)
            parts.Add(FormattableString.Invariant($"{tile.Images} images of"));

        parts.Add(FormattableString.Invariant($"{tile.Rows}×{tile.Columns} output cell{(tile.Rows * tile.Columns == 1 ? "" : "s")}"));
        if (positions > 1)
            parts.Add(FormattableString.Invariant($"of {positions} positions"));

        return string.Join(" ", parts);
    }

    private static string Describe(IReadOnlyList<Panel> panels) =>
        string.Join(" + ", panels.Select(panel => panel.Count == 1
            ? FormattableString.Invariant($"{Vectors(panel.Vectors)}")
            : FormattableString.Invariant($"{panel.Count} × {Vectors(panel.Vectors)}")));

    private static string Vectors(int count) => FormattableString.Invariant($"{count} vector{(count == 1 ? "" : "s")}");
}

using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning;
using Kiln.Generator.Planning.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Convolution, bias, and what is fused behind them: rectification, maximum, loss.</summary>
internal sealed class ConvForwardText
{
    /// <summary>Floats from the weights of a step to those it fetches: far enough for memory to answer in time.</summary>
    private const int Distance = 2048;

    private readonly KernelText text;
    private readonly SourceWriter w;
    private readonly VectorText v;
    private readonly ConvForward conv;
    private readonly MaxPoolForward? pool;
    private readonly TileSchedule tile;
    private readonly MapText input;
    private readonly MapText output;
    private readonly bool rectified;

    private ConvForwardText(KernelText text)
    {
        this.text = text;
        w = text.Body;
        v = text.Vector;
        conv = (ConvForward)text.Kernel.Kernel.Main;
        pool = text.Kernel.Kernel.Find<MaxPoolForward>();
        tile = (TileSchedule)text.Kernel.Schedule;
        rectified = text.Kernel.Kernel.Find<ReluForward>() is not null;
        input = text.Read(Value.Activation(conv.Input));
        Step last = text.Kernel.Kernel.Steps.Last(step => step is not SoftmaxLossStep);
        output = text.Write(Value.Activation(last.Node));
    }

    private Window Filter => conv.Layer.Extent;

    private Window Cell => pool?.Layer.Extent ?? Window.None;

    private bool HasLoss => text.Kernel.Kernel.Find<SoftmaxLossStep>() is not null;

    private int FilterRow => Filter.Width * input.Shape.Channels;

    private int Reduction => Filter.Height * FilterRow;

    public static void Write(KernelText text) => new ConvForwardText(text).Write();

    private void Write()
    {
        text.Reference("inputs", input);
        text.Reference("filters", text.Parameter("ReadOnlySpan<float>", $"{conv.Node.Name}Weights", $"{text.Kernel.Packed!.Name}.Span"));
        if (conv.Layer.Bias)
            text.Reference("biases", text.Parameter("ReadOnlySpan<float>", $"{conv.Node.Name}Biases", $"{conv.Node.Name}_Biases"));

        text.Reference("outputs", output);
        if (pool is { RecordsWinners: true })
            text.Reference("winners", text.Write(Value.Winners(pool.Node)));

        w.Line();
        if (tile.PanelsOuter)
        {
            text.Units = ((Size)PanelLoops.Count(tile.Panels)).ToString();
            text.Parameter("int", "images", "images");
            PanelLoops.WriteUnits(w, tile.Panels, (panel, lane) => Images("0", tile.Images == 1 ? "images" : $"(images + {tile.Images - 1}) / {tile.Images}", size => Tile(size, panel, lane)));
        }
        else
        {
            Units(size => PanelLoops.Write(w, tile.Panels, (panel, lane) => Tile(size, panel, lane)));
        }

        if (text.Kernel.Kernel.Find<SoftmaxLossStep>() is { } loss)
            Loss(loss);
    }

    /// <summary>The loops over units of work: tiles of images, or rows of one map of any extent.</summary>
    private void Units(Action<TileSize> body)
    {
        if (text.AnyExtent)
        {
            text.Units = KernelNames.Height(output.Layout.Value.Node);
            w.Line("const nuint n = 0;");
            using (w.Block("for (nuint y = (nuint)from; y < (nuint)to; y++)"))
                TileLoops.Columns(w, tile, 1, output.Width, overlap: true, size => TileStart(size, body));

            return;
        }

        int rows = (output.Shape.Height + tile.Rows - 1) / tile.Rows;
        if (tile.Images == 1 && rows > 1 && !HasLoss)
        {
            text.Units = FormattableString.Invariant($"images * {rows}");
            using (w.Block("for (int unit = from; unit < to; unit++)"))
            {
                w.Line($"nuint n = (nuint)(unit / {rows});");
                w.Line(tile.Rows == 1
                    ? $"nuint y = (nuint)(unit % {rows});"
                    : output.Shape.Height % tile.Rows == 0
                    ? $"nuint y = (nuint)(unit % {rows} * {tile.Rows});"
                    : $"nuint y = Math.Min((nuint)(unit % {rows} * {tile.Rows}), {output.Shape.Height - tile.Rows});");
                TileLoops.Columns(w, tile, 1, output.Width, overlap: true, size => TileStart(size, body));
            }

            return;
        }

        if (tile.Images > 1)
        {
            text.Parameter("int", "images", "images");
            text.Units = $"(images + {tile.Images - 1}) / {tile.Images}";
        }

        Images("from", "to", body);
    }

    private void Images(string from, string to, Action<TileSize> body) => TileLoops.Images(w, tile.Images, from, to, "images", count =>
        TileLoops.Cells(w, tile, count, output.Shape.Height, output.Width, overlap: true, size => TileStart(size, body)));

    /// <summary>Where the tile's first input and output lie.</summary>
    private void TileStart(TileSize size, Action<TileSize> body)
    {
        int stepY = Filter.StrideY * Cell.StrideY, stepX = Filter.StrideX * Cell.StrideX;
        w.Line($"nuint at = {MapText.Index(("1", input.Origin(Filter.PadTop, Filter.PadLeft)), ("n", input.Image), ("y", input.Row * stepY), ("x", input.Pixel * stepX))};");
        w.Line($"nuint to0 = {MapText.Index(("1", output.Origin()), ("n", output.Image), ("y", output.Row), ("x", output.Pixel))};");
        if (pool is { RecordsWinners: true })
        {
            MapText winners = text.Write(Value.Winners(pool.Node));
            w.Line($"nuint won = {MapText.Index(("n", winners.Image), ("y", winners.Row), ("x", winners.Pixel))};");
        }

        w.Line();
        body(size);
    }

    private void Tile(TileSize size, Panel panel, Size lane)
    {
        ProductText product = new(v, Rows(size), panel.Vectors);
        product.Declare(w, vector => conv.Layer.Bias
            ? v.Load("biases", (lane + (vector * v.Lanes)).ToString())
            : v.Zero);
        ProductText.DeclareWeight(w, "filters", (lane * Reduction).ToString());
        product.Accumulate(w, "inputs", "at", (Filter.Height, input.Row), FilterRow, tile.Stream ? Ahead(panel) : []);

        w.Line();
        int window = Cell.Height * Cell.Width;
        int cell = 0;
        foreach ((int image, int row, int column) in Cells(size))
        {
            for (int vector = 0; vector < panel.Vectors; vector++)
                Store(panel, vector, cell * window, map => lane + (vector * v.Lanes) + (map.Image * image) + (map.Row * row) + (map.Pixel * column));

            cell++;
        }
    }

    /// <summary>Fetches the weights of a later step, as many cache lines as a step reads.</summary>
    private static string[] Ahead(Panel panel) => [.. VectorText.Prefetch("weight", Distance, panel.Width)];

    /// <summary>Where the rows of the tile start: image by image, cell by cell, position by position down the columns of a cell's window.</summary>
    private IReadOnlyList<TileRow> Rows(TileSize size) =>
    [
        .. from image in Enumerable.Range(0, size.Images)
           from row in Enumerable.Range(0, size.Rows)
           from column in Enumerable.Range(0, size.Columns)
           from windowColumn in Enumerable.Range(0, Cell.Width)
           from windowRow in Enumerable.Range(0, Cell.Height)
           let down = (input.Image * image) + (input.Row * (((row * Cell.StrideY) + windowRow) * Filter.StrideY))
           let along = (((column * Cell.StrideX) + windowColumn) * Filter.StrideX) * input.Shape.Channels
           select down.IsConstant ? new TileRow(0, down.Constant + along) : new TileRow(down, along),
    ];

    /// <summary>The cells of the tile, in the order of <see cref="Rows"/>.</summary>
    private static IEnumerable<(int Image, int Row, int Column)> Cells(TileSize size) =>
        from image in Enumerable.Range(0, size.Images)
        from row in Enumerable.Range(0, size.Rows)
        from column in Enumerable.Range(0, size.Columns)
        select (image, row, column);

    /// <summary>Stores one cell, at a distance that depends on the map: winners have no border where the output may have one.</summary>
    private void Store(Panel panel, int vector, int firstRow, Func<MapText, Size> distance)
    {
        int lanes = panel.LanesOf(vector);
        string best = ProductText.Sum(firstRow, vector);
        if (pool is not null)
        {
            string winner = $"winner{firstRow}_{vector}";
            if (pool.RecordsWinners)
                w.Line($"{v.WinnerType} {winner} = {v.WinnerType}.Zero;");

            for (int position = 1; position < Cell.Height * Cell.Width; position++)
            {
                string next = ProductText.Sum(firstRow + position, vector);
                if (pool.RecordsWinners)
                    w.Line($"{winner} = {VectorText.Winner(best, next, winner, ((Size)position).ToString())};");

                w.Line($"{best} = {VectorText.Larger(best, next)};");
            }

            if (pool.RecordsWinners)
                w.Line(VectorText.StoreFirst(winner, "winners", MapText.Index(("won", 1), ("1", distance(text.Write(Value.Winners(pool.Node))))), lanes));
        }

        w.Line(v.Store(rectified ? VectorText.Rectify(best) : best, "outputs", MapText.Index(("to0", 1), ("1", distance(output))), lanes));
    }

    private void Loss(SoftmaxLossStep loss)
    {
        w.Line();
        w.Line("// The scores of these images are still in the first-level cache.");
        string first = tile.Images == 1 ? "from" : $"from * {tile.Images}";
        string last = tile.Images == 1 ? "to" : $"Math.Min(to * {tile.Images}, images)";
        text.Parameter("int", "images", "images");
        LossText.Rows(text, loss, output, first, last);
    }
}

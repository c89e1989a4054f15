using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Aᵀ M A of every tile, the bias, and what is fused behind the convolution: rectification, maximum, loss.</summary>
internal static class TransformOutputText
{
    public static void Write(KernelText text)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        TransformOutput conv = (TransformOutput)text.Kernel.Kernel.Main;
        MaxPoolForward? pool = text.Kernel.Kernel.Find<MaxPoolForward>();
        bool rectified = text.Kernel.Kernel.Find<ReluForward>() is not null;
        Window cell = pool?.Layer.Extent ?? Window.None;
        TileText tiles = new(text, new(ValueKind.TransformedOutput, conv.Node), "tiles", writes: false);
        MapText output = text.Write(Value.Activation(text.Kernel.Kernel.Steps.Last(step => step is not SoftmaxLossStep).Node));
        text.Reference("outputs", output);
        MapText? winners = pool is { RecordsWinners: true } ? text.Write(Value.Winners(pool.Node)) : null;
        if (winners is not null)
            text.Reference("winners", winners);

        if (conv.Layer.Bias)
            text.Reference("biases", text.Parameter("ReadOnlySpan<float>", $"{conv.Node.Name}Biases", $"{conv.Node.Name}_Biases"));

        int cellsOfTile = conv.Algorithm.Outputs / cell.StrideY, tail = output.Shape.Channels % v.Lanes, whole = output.Shape.Channels - tail;
        tiles.Loops(() =>
        {
            string[,] sums = new string[conv.Algorithm.Outputs, conv.Algorithm.Outputs];
            TransformText.Write(
                w, (v, text.Helpers), conv.Algorithm.Output, (row, column) => v.Load("tiles", tiles.At(row, column)), (row, column, result) => sums[row, column] = result);
            w.Line($"{v.Type} bias = {(conv.Layer.Bias ? v.Load("biases", "c") : v.Zero)};");
            w.Line($"nuint to0 = {MapText.Index(("1", output.Origin()), ("n", output.Image), ("ty", output.Row * cellsOfTile), ("tx", output.Pixel * cellsOfTile), ("c", 1))};");
            if (winners is not null)
                w.Line($"nuint won = {MapText.Index(("n", winners.Image), ("ty", winners.Row * cellsOfTile), ("tx", winners.Pixel * cellsOfTile), ("c", 1))};");

            for (int y = 0; y < cellsOfTile; y++)
            {
                for (int x = 0; x < cellsOfTile; x++)
                {
                    // A cell beyond the map does not exist.
                    string?[] conditions =
                    [
                        Inside("ty", y, output.Shape.Height, tiles.Layout.TilesDown),
                        Inside("tx", x, output.Shape.Width, tiles.Layout.TilesAlong),
                    ];
                    string condition = string.Join(" && ", conditions.Where(part => part is not null));
                    if (condition.Length == 0)
                    {
                        Cell(y, x, sums);
                        continue;
                    }

                    using (w.Block($"if ({condition})"))
                        Cell(y, x, sums);
                }
            }
        });

        if (text.Kernel.Kernel.Find<SoftmaxLossStep>() is { } loss)
            throw new InvalidOperationException($"{loss.Node.Name} cannot follow a transformed convolution in one kernel");

        // Cells that every tile has need no condition.
        string? Inside(string tile, int place, int extent, int tileCount)
        {
            int having = (extent - place + cellsOfTile - 1) / cellsOfTile;
            return having >= tileCount ? null : FormattableString.Invariant($"{tile} < {having}");
        }

        void Cell(int y, int x, string[,] sums)
        {
            string name = FormattableString.Invariant($"{y}_{x}");
            string[] window =
            [
                .. from column in Enumerable.Range(0, cell.Width)
                   from row in Enumerable.Range(0, cell.Height)
                   select sums[(y * cell.StrideY) + row, (x * cell.StrideX) + column],
            ];
            w.Line($"{v.Type} best{name} = {window[0]};");
            if (winners is not null)
                w.Line($"{v.WinnerType} winner{name} = {v.WinnerType}.Zero;");

            for (int position = 1; position < window.Length; position++)
            {
                if (winners is not null)
                    w.Line($"winner{name} = {VectorText.Winner($"best{name}", window[position], $"winner{name}", ((Size)position).ToString())};");

                w.Line($"best{name} = {VectorText.Larger($"best{name}", window[position])};");
            }

            w.Line($"best{name} += bias;");
            string value = rectified ? VectorText.Rectify($"best{name}") : $"best{name}";
            Stored(lanes =>
            {
                w.Line(VectorText.StoreFirst(value, "outputs", MapText.Index(("to0", 1), ("1", (output.Row * y) + (output.Pixel * x))), lanes));
                if (winners is not null)
                    w.Line(VectorText.StoreFirst($"winner{name}", "winners", MapText.Index(("won", 1), ("1", (winners.Row * y) + (winners.Pixel * x))), lanes));
            });
        }

        void Stored(Action<int> store)
        {
            if (tail == 0)
            {
                store(v.Lanes);
                return;
            }

            if (whole == 0)
            {
                store(tail);
                return;
            }

            using (w.Block($"if (c < {whole})"))
                store(v.Lanes);

            using (w.Block("else"))
                store(tail);
        }
    }
}

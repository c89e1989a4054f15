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

        int cellsOfTile = conv.Algorithm.Outputs / cell.StrideY, tail = output.Shape.Channels % VectorText.Lanes, whole = output.Shape.Channels - tail;
        tiles.Loops((rows, columns) =>
        {
            string[,] sums = new string[conv.Algorithm.Outputs, conv.Algorithm.Outputs];
            TransformText.Write(
                w, conv.Algorithm.Output, (row, column) => VectorText.Load("tiles", tiles.At(row, column)), (row, column, result) => sums[row, column] = result);
            w.Line($"{VectorText.Type} bias = {(conv.Layer.Bias ? VectorText.Load("biases", "c") : VectorText.Zero)};");
            w.Line($"nuint to0 = {MapText.Index(("1", output.Origin()), ("n", output.Image), ("ty", output.Row * cellsOfTile), ("tx", output.Pixel * cellsOfTile), ("c", 1))};");
            if (winners is not null)
                w.Line($"nuint won = {MapText.Index(("n", winners.Image), ("ty", winners.Row * cellsOfTile), ("tx", winners.Pixel * cellsOfTile), ("c", 1))};");

            // A cell whose window reaches beyond the map does not exist.
            foreach ((int y, int x) in Cells(Count(rows, cell.Height, cell.StrideY), Count(columns, cell.Width, cell.StrideX)))
                Cell(y, x, sums);
        });

        if (text.Kernel.Kernel.Find<SoftmaxLossStep>() is { } loss)
            throw new InvalidOperationException($"{loss.Node.Name} cannot follow a transformed convolution in one kernel");

        void Cell(int y, int x, string[,] sums)
        {
            string name = FormattableString.Invariant($"{y}_{x}");
            string[] window =
            [
                .. from column in Enumerable.Range(0, cell.Width)
                   from row in Enumerable.Range(0, cell.Height)
                   select sums[(y * cell.StrideY) + row, (x * cell.StrideX) + column],
            ];
            w.Line($"{VectorText.Type} best{name} = {window[0]};");
            if (winners is not null)
                w.Line($"Vector256<int> winner{name} = Vector256<int>.Zero;");

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
                store(VectorText.Lanes);
                return;
            }

            if (whole == 0)
            {
                store(tail);
                return;
            }

            using (w.Block($"if (c < {whole})"))
                store(VectorText.Lanes);

            using (w.Block("else"))
                store(tail);
        }
    }

    /// <summary>Whole windows in an extent, which may be smaller than one.</summary>
    private static int Count(int extent, int window, int stride) => extent < window ? 0 : ((extent - window) / stride) + 1;

    private static IEnumerable<(int Y, int X)> Cells(int rows, int columns) =>
        from y in Enumerable.Range(0, rows)
        from x in Enumerable.Range(0, columns)
        select (y, x);
}

using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Planning.Cpu.Fast;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Aᵀ M A of every tile and the bias; the epilogue follows in registers.</summary>
internal static class TransformOutputText
{
    public static void Write(KernelText text)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        TransformOutput conv = (TransformOutput)text.Kernel.Kernel.Main;
        EpilogueText epilogue = new(text, conv.Output);
        Window cell = epilogue.Pool?.Window ?? Window.None;
        TileText tiles = new(text, conv.Input, "tiles", writes: false);
        Shape cells = text.Kernel.Kernel.Result.Shape;
        if (conv.Biases is { } biases)
            text.Reference("biases", text.Floats(biases));

        epilogue.Declare();
        int cellsDown = conv.Algorithm.Outputs / cell.StrideY, cellsAlong = conv.Algorithm.Outputs / cell.StrideX, tail = cells.Channels % v.Lanes, whole = cells.Channels - tail;
        tiles.Loops(() =>
        {
            string[,] sums = new string[conv.Algorithm.Outputs, conv.Algorithm.Outputs];
            TransformText.Write(
                w, (v, text.Helpers), conv.Algorithm.Output, (row, column) => v.Load("tiles", tiles.At(row, column)), (row, column, result) => sums[row, column] = result);
            if (conv.Biases is not null)
                w.Line($"{v.Type} bias = {v.Load("biases", "c")};");

            IReadOnlyDictionary<Value, string> places = epilogue.DeclarePlaces(map =>
                MapText.Index(("1", map.Origin()), ("n", map.Image), ("ty", map.Row * cellsDown), ("tx", map.Pixel * cellsAlong), ("c", 1)));
            for (int y = 0; y < cellsDown; y++)
            {
                for (int x = 0; x < cellsAlong; x++)
                {
                    // A cell beyond the map does not exist.
                    string?[] conditions = [Inside("ty", y, cells.Height, cellsDown, conv.TilesDown), Inside("tx", x, cells.Width, cellsAlong, conv.TilesAlong)];
                    string condition = string.Join(" && ", conditions.Where(part => part is not null));
                    using (condition.Length == 0 ? w.Block() : w.Block($"if ({condition})"))
                        Cell(y, x, sums, places);
                }
            }
        });

        // Cells that every tile has need no condition.
        string? Inside(string tile, int place, int extent, int cellsOfTile, int tileCount)
        {
            int having = (extent - place + cellsOfTile - 1) / cellsOfTile;
            return having >= tileCount ? null : FormattableString.Invariant($"{tile} < {having}");
        }

        void Cell(int y, int x, string[,] sums, IReadOnlyDictionary<Value, string> places)
        {
            string[] window =
            [
                .. from column in Enumerable.Range(0, cell.Width)
                   from row in Enumerable.Range(0, cell.Height)
                   select sums[(y * cell.StrideY) + row, (x * cell.StrideX) + column],
            ];
            if (conv.Biases is not null)
                foreach (string sum in window)
                    w.Line($"{sum} += bias;");

            epilogue.Emit(
                window, map => MapText.Index((places[map.Layout.Value], 1), ("1", (map.Row * y) + (map.Pixel * x))), "c", Stored);
        }

        void Stored(Action<string> store)
        {
            if (tail == 0 || whole == 0)
            {
                store(((Size)(tail == 0 ? v.Lanes : tail)).ToString());
                return;
            }

            using (w.Block($"if (c < {whole})"))
                store(((Size)v.Lanes).ToString());

            using (w.Block("else"))
                store(((Size)tail).ToString());
        }
    }
}

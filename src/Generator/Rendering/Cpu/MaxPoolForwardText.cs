using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Maximum over windows clipped to the map. Where there is a backward pass, the number of the winning position, down the columns of the window.</summary>
internal static class MaxPoolForwardText
{
    public static void Write(KernelText text)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        MaxPoolForward pool = (MaxPoolForward)text.Kernel.Kernel.Main;
        Window window = pool.Window;
        MapText input = text.Read(pool.Input);
        MapText cells = text.Extents(pool.Output);
        EpilogueText epilogue = new(text, pool.Output);
        MapText? winners = pool.Winners is { } numbers && text.Plan.IsStored(numbers) ? text.Write(numbers) : null;
        text.Reference("inputs", input);
        if (winners is not null)
            text.Reference("winners", winners);

        epilogue.Declare();
        w.Line();

        // Its line within the window.
        string lineNumber = FormattableString.Invariant($"line - (y * {window.StrideY}) + {window.PadTop}");
        if (winners is null && PoolPairs.Suits(text, window, input, cells))
        {
            PoolPairs.Write(
                text, window, input, cells, "inputs", v.Broadcast("float.NegativeInfinity"), (best, load) => w.Line($"{best} = {VectorText.Larger(best, load)};"), Finish);
        }
        else
        {
            PoolLoops.Cells(
                text, window, input, cells, () => MapLoops.Groups(text, cells.Shape.Channels, PoolLoops.Together, Cell), Tile);
        }

        void Cell(IReadOnlyList<(string Index, int Lanes)> vectors)
        {
            string[] best = PoolLoops.Variables(w, v.Type, "best", vectors.Count, v.Broadcast("float.NegativeInfinity"));
            string[] winner = winners is null ? [] : PoolLoops.Variables(w, v.WinnerType, "winner", vectors.Count, v.Broadcast("-1"));
            PoolLoops.Pixels(w, () =>
            {
                if (winners is not null)
                    w.Line($"int number = ((column - (x * {window.StrideX}) + {window.PadLeft}) * {window.Height}) + {lineNumber};");

                for (int i = 0; i < best.Length; i++)
                    Take(best[i], winners is null ? "" : winner[i], "number", v.Load("inputs", PoolLoops.Pixel(input, vectors[i].Index)));
            });
            for (int i = 0; i < best.Length; i++)
            {
                string channel = vectors[i].Index;
                Store(best[i], winners is null ? "" : winner[i], map => MapLoops.Pixel(map, channel), channel, vectors[i].Lanes);
            }
        }

        // The number of a column's winner is its line; that of a window's counts down its columns.
        void Tile(PoolTile tile, string channel, int lanes)
        {
            int[] all = tile.Columns;
            w.Line($"{v.Type} {string.Join(", ", all.Select(column => $"{Most(column)} = {v.Broadcast("float.NegativeInfinity")}"))};");
            if (winners is not null)
                w.Line($"{v.WinnerType} {string.Join(", ", all.Select(column => $"{LineOf(column)} = {v.Broadcast("-1")}"))};");

            PoolLoops.Lines(text, window, input, "inputs", channel, all, (column, load) => Take(Most(column), LineOf(column), lineNumber, load));
            Finish(PoolRow.Alone(tile, channel, lanes, Most));
        }

        void Finish(PoolRow row)
        {
            int[][] ofCells = row.Tile.OfCells;
            for (int cell = 0; cell < ofCells.Length; cell++)
            {
                (string best, string winner, int own) = (FormattableString.Invariant($"best{cell}"), FormattableString.Invariant($"winner{cell}"), cell);
                w.Line($"{v.Type} {best} = {row.Column(ofCells[cell][0])};");
                if (winners is not null)
                    w.Line($"{v.WinnerType} {winner} = {LineOf(ofCells[cell][0])};");

                if (winners is not null && ofCells[cell][0] > cell * window.StrideX)
                    w.Line($"{winner} = {VectorText.LaterWinner(v.Broadcast("float.NegativeInfinity"), best, winner, winner, Before(ofCells[cell][0]))};");

                foreach (int column in ofCells[cell].Skip(1))
                {
                    if (winners is not null)
                        w.Line($"{winner} = {VectorText.LaterWinner(best, row.Column(column), winner, LineOf(column), Before(column))};");

                    w.Line($"{best} = {VectorText.Larger(best, row.Column(column))};");
                }

                Store(best, winner, map => PoolLoops.Cell(map, own, row.Channel, row.Row), row.Channel, row.Lanes);

                string Before(int column) => ((Size)((column - (own * window.StrideX)) * window.Height)).ToString();
            }
        }

        void Take(string best, string winner, string number, string load)
        {
            if (winners is null)
            {
                w.Line($"{best} = {VectorText.Larger(best, load)};");
                return;
            }

            string next = text.Unique("next");
            w.Line($"{v.Type} {next} = {load};");
            w.Line($"{winner} = {VectorText.Winner(best, next, winner, number)};");
            w.Line($"{best} = {VectorText.Larger(best, next)};");
        }

        void Store(string best, string winner, Func<MapText, string> place, string channel, int lanes)
        {
            if (winners is not null)
                w.Line(VectorText.StoreFirst(winner, "winners", place(winners), lanes));

            epilogue.Emit([best], place, channel, lanes);
        }

        static string Most(int column) => FormattableString.Invariant($"most{column}");

        static string LineOf(int column) => FormattableString.Invariant($"line{column}");
    }
}

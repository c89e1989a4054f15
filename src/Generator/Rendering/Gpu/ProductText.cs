using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering;
using Kiln.Generator.Planning.Gpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Gpu;

/// <summary>A product whose tiles of results lie in the registers of a group of threads. Slices of both operands pass through shared memory, one being multiplied while
/// the next is on its way.</summary>
/// <param name="text">The kernel.</param>
/// <param name="tile">How it is divided.</param>
internal sealed class ProductText(GpuKernelText text, ProductTile tile)
{
    private readonly SourceWriter w = text.Body;

    /// <summary>Writes the product.</summary>
    /// <param name="rows">The operand along the rows.</param>
    /// <param name="columns">The operand along the columns.</param>
    /// <param name="rowCount">How many rows there are.</param>
    /// <param name="columnCount">How many columns.</param>
    /// <param name="begin">The first depth.</param>
    /// <param name="end">One past the last.</param>
    /// <param name="wholeSlices">Whether the depth is a multiple of a slice's.</param>
    /// <param name="store">Writes what becomes of a thread's results: it gets, row by row, the row's number within the thread and the names of its sums.</param>
    public void Write(ProductOperand rows, ProductOperand columns, string rowCount, int columnCount, string begin, string end, bool wholeSlices, Action<string[,], Func<int, string>, Func<int, string>> store)
    {
        text.SharedBytes = tile.SharedBytes;
        text.Reason = tile.Reason;
        Side first = new(rows, "A", tile.Rows, "firstRow", rowCount, rows.AlongDepth), second = new(columns, "B", tile.Columns, "firstColumn", FormattableString.Invariant($"{columnCount}"), columns.AlongDepth);
        w.Line($"int firstRow = Grid.IdxX * {tile.Rows}, firstColumn = Grid.IdxY * {tile.Columns};");
        w.Line($"int threadRow = Group.IdxX / {tile.ColumnThreads}, threadColumn = Group.IdxX % {tile.ColumnThreads};");
        Declare(first);
        Declare(second);
        for (int row = 0; row < tile.ThreadRows; row++)
            w.Line($"float {string.Join(", ", Enumerable.Range(0, tile.ThreadColumns).Select(column => $"{Sum(row, column)} = 0"))};");

        w.Line();
        w.Line("// While a slice is multiplied, the next is on its way to registers; the first round only loads, the last only multiplies.");
        w.Line("int half = 0;");
        using (w.Block($"for (int slice = {begin}; slice < {end} + {tile.Depth}; slice += {tile.Depth})"))
        {
            Registers(first);
            Registers(second);
            using (w.Block($"if (slice < {end})"))
            {
                Load(first, end, wholeSlices);
                Load(second, end, wholeSlices);
            }

            w.Line();
            using (w.Block($"if (slice > {begin})"))
                Multiply(first, second);

            w.Line();
            using (w.Block($"if (slice < {end})"))
            {
                Keep(first);
                Keep(second);
            }

            w.Line();
            w.Line("Group.Barrier();");
            w.Line("half = 1 - half;");
        }

        w.Line();
        string[,] sums = new string[tile.ThreadRows, tile.ThreadColumns];
        for (int row = 0; row < tile.ThreadRows; row++)
            for (int column = 0; column < tile.ThreadColumns; column++)
                sums[row, column] = Sum(row, column);

        store(sums, row => Place("firstRow", "threadRow", row, tile.RowThreads), column => Place("firstColumn", "threadColumn", column, tile.ColumnThreads));
    }

    /// <summary>A thread's rows are fours of neighbours, so that one load of 16 bytes brings them and neighbouring threads read neighbouring banks.</summary>
    private static string Place(string first, string thread, int index, int threads) =>
        FormattableString.Invariant($"{first} + ({thread} * 4) + {(index / 4 * threads * 4) + (index % 4)}");

    private static string Sum(int row, int column) => FormattableString.Invariant($"sum{row}_{column}");

    private void Declare(Side side)
    {
        w.Line($"ArrayView<Float4> fours{side.Name} = SharedMemory.Allocate<Float4>({2 * tile.Depth * side.Pitch / 4});");
        w.Line($"ArrayView<float> shared{side.Name} = fours{side.Name}.Cast<float>();");
        if (side.Operand.InFours)
            w.Line($"ArrayView<Float4> all{side.Name} = {side.Operand.Array}.Cast<Float4>();");

        int each = side.Operand.InFours ? 4 : 1;
        for (int slot = 0; slot < side.Slots(tile); slot++)
        {
            string name = side.Slot(slot), unit = slot == 0 ? "Group.IdxX" : FormattableString.Invariant($"(Group.IdxX + {slot * tile.Threads})");
            w.Line(side.AlongDepth
                ? $"int place{name} = {unit} / {tile.Depth / each}, deep{name} = {unit} % {tile.Depth / each}{(each == 1 ? "" : " * 4")};"
                : $"int place{name} = {unit} % {side.Length / each}{(each == 1 ? "" : " * 4")}, deep{name} = {unit} / {side.Length / each};");
            w.Line($"int side{name} = {side.First} + place{name};");
            side.Operand.Fix(w, name, $"side{name}");
        }
    }

    private void Registers(Side side)
    {
        bool fours = side.Operand.InFours;
        for (int slot = 0; slot < side.Slots(tile); slot++)
            w.Line(fours ? $"Float4 next{side.Slot(slot)} = default;" : $"float next{side.Slot(slot)} = 0;");
    }

    private void Load(Side side, string end, bool wholeSlices)
    {
        for (int slot = 0; slot < side.Slots(tile); slot++)
        {
            string name = side.Slot(slot), depth = $"depth{name}", place = $"side{name}";
            using (side.IsPartial(tile, slot) ? w.Block($"if ({side.HasUnit(tile, slot)})") : w.Block())
            {
                w.Line($"int {depth} = slice + deep{name};");
                (IReadOnlyList<string> conditions, string index) = side.Operand.Find(w, name, place, depth);
                string[] all = [$"{place} < {side.Count}", .. wholeSlices ? Array.Empty<string>() : [$"{depth} < {end}"], .. conditions];
                w.Line($"if ({string.Join(" && ", all)})");
                w.Line(side.Operand.InFours
                    ? $"    next{name} = all{side.Name}[({index}) / 4];"
                    : $"    next{name} = {side.Operand.Array}[{index}];");
                if (side.Operand.Otherwise(name, place) is var (condition, number))
                {
                    w.Line($"else if ({string.Join(" && ", new[] { condition }.Concat(wholeSlices ? [] : new[] { $"{depth} < {end}" }))})");
                    w.Line($"    next{name}{(side.Operand.InFours ? ".X" : "")} = {number};");
                }
            }
        }
    }

    /// <summary>The slice goes to that half of the shared memory that is not being read.</summary>
    private void Keep(Side side)
    {
        for (int slot = 0; slot < side.Slots(tile); slot++)
        {
            string name = side.Slot(slot);
            using (side.IsPartial(tile, slot) ? w.Block($"if ({side.HasUnit(tile, slot)})") : (SourceWriter.Scope?)null)
            {
                string at = FormattableString.Invariant($"(((half * {tile.Depth}) + deep{name}) * {side.Pitch}) + place{name}");
                if (!side.Operand.InFours)
                    w.Line($"shared{side.Name}[{at}] = next{name};");
                else if (!side.AlongDepth)
                    w.Line($"fours{side.Name}[({at}) / 4] = next{name};");
                else
                    for (int part = 0; part < 4; part++)
                        w.Line($"shared{side.Name}[{at}{(part == 0 ? "" : FormattableString.Invariant($" + {part * side.Pitch}"))}] = next{name}.{"XYZW"[part]};");
            }
        }
    }

    private void Multiply(Side first, Side second)
    {
        int together = Math.Max(1, Math.Min(tile.Depth, 128 / (tile.ThreadRows * tile.ThreadColumns)));
        w.Line($"int readA = ((1 - half) * {tile.Depth * first.Pitch / 4}) + threadRow, readB = ((1 - half) * {tile.Depth * second.Pitch / 4}) + threadColumn;");
        using (w.Block($"for (int k = 0; k < {tile.Depth}; k += {together})"))
        {
            for (int step = 0; step < together; step++)
            {
                for (int four = 0; four < tile.ThreadRows / 4; four++)
                    w.Line($"Float4 a{step}_{four} = foursA[readA + {(step * first.Pitch / 4) + (four * tile.RowThreads)}];");

                for (int four = 0; four < tile.ThreadColumns / 4; four++)
                    w.Line($"Float4 b{step}_{four} = foursB[readB + {(step * second.Pitch / 4) + (four * tile.ColumnThreads)}];");

                for (int row = 0; row < tile.ThreadRows; row++)
                    for (int column = 0; column < tile.ThreadColumns; column++)
                        w.Line($"{Sum(row, column)} += a{step}_{row / 4}.{"XYZW"[row % 4]} * b{step}_{column / 4}.{"XYZW"[column % 4]};");
            }

            w.Line($"readA += {together * first.Pitch / 4};");
            w.Line($"readB += {together * second.Pitch / 4};");
        }
    }

    /// <summary>One operand with the names of its variables.</summary>
    private sealed record Side(ProductOperand Operand, string Name, int Length, string First, string Count, bool AlongDepth)
    {
        /// <summary>Floats from one depth to the next. Where threads write along the depth, four more keep them off each other's banks.</summary>
        public int Pitch => AlongDepth ? Length + 4 : Length;

        private int Units(ProductTile tile) => Length * tile.Depth / (Operand.InFours ? 4 : 1);

        /// <summary>Loads of each thread.</summary>
        public int Slots(ProductTile tile) => (Units(tile) + tile.Threads - 1) / tile.Threads;

        public string Slot(int slot) => FormattableString.Invariant($"{Name}{slot}");

        /// <summary>Whether only some threads have a load there.</summary>
        public bool IsPartial(ProductTile tile, int slot) => (slot + 1) * tile.Threads > Units(tile);

        public string HasUnit(ProductTile tile, int slot) => FormattableString.Invariant($"Group.IdxX < {Units(tile) - (slot * tile.Threads)}");
    }
}

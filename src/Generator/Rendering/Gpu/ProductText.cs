using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Planning.Gpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Gpu;

/// <summary>How far a product goes.</summary>
/// <param name="Rows">How many rows there are.</param>
/// <param name="Columns">How many columns.</param>
/// <param name="Begin">The first depth.</param>
/// <param name="End">One past the last.</param>
/// <param name="WholeSlices">Whether the depth is a multiple of a slice's.</param>
internal readonly record struct ProductRange(string Rows, int Columns, string Begin, string End, bool WholeSlices);

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
    /// <param name="range">How far it goes.</param>
    /// <param name="store">Writes what becomes of a thread's results: it gets the names of its sums, and the place of each of its rows and columns.</param>
    public void Write(ProductOperand rows, ProductOperand columns, ProductRange range, Action<string[,], Func<int, string>, Func<int, string>> store)
    {
        text.SharedBytes = tile.SharedBytes;
        text.Reason = tile.Reason;
        Side first = new(rows, "A", tile.Rows, range.Rows), second = new(columns, "B", tile.Columns, FormattableString.Invariant($"{range.Columns}"));
        w.Line($"int firstRow = Grid.IdxX * {tile.Rows}, firstColumn = Grid.IdxY * {tile.Columns};");
        Shared(first);
        Shared(second);
        Places(first, second);
        for (int row = 0; row < tile.ThreadRows; row++)
            w.Line($"float {string.Join(", ", Enumerable.Range(0, tile.ThreadColumns).Select(column => $"{Sum(row, column)} = 0"))};");

        w.Line();
        w.Line("// While a slice is multiplied, the next is on its way to registers; the first round only loads, the last only multiplies.");
        w.Line("int half = 0;");
        using (w.Block($"for (int slice = {range.Begin}; slice < {range.End} + {tile.Depth}; slice += {tile.Depth})"))
        {
            Registers(first);
            Registers(second);
            using (w.Block($"if (slice < {range.End})"))
            {
                Load(first, range);
                Load(second, range);
            }

            w.Line();
            using (w.Block($"if (slice > {range.Begin})"))
                Multiply(first, second);

            w.Line();
            using (w.Block($"if (slice < {range.End})"))
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

    private void Shared(Side side)
    {
        w.Line($"ArrayView<Float4> fours{side.Name} = SharedMemory.Allocate<Float4>({2 * tile.Depth * side.Pitch / 4});");
        w.Line($"ArrayView<float> shared{side.Name} = fours{side.Name}.Cast<float>();");
        if (side.Operand.InFours)
            w.Line($"ArrayView<Float4> all{side.Name} = {side.Operand.Array}.Cast<Float4>();");
    }

    /// <summary>What each thread loads, where it keeps it, and which results are its own.</summary>
    private void Places(Side first, Side second)
    {
        List<Pinned> all = [
            new("threadRow", "0", text.Indices.Over("Group.IdxX", tile.ColumnThreads)),
            new("threadColumn", "0", FormattableString.Invariant($"Group.IdxX - (threadRow * {tile.ColumnThreads})"))];
        foreach (Side side in new[] { first, second })
        {
            int each = side.Operand.InFours ? 4 : 1;
            for (int slot = 0; slot < side.Slots(tile); slot++)
            {
                string name = side.Slot(slot), unit = slot == 0 ? "Group.IdxX" : FormattableString.Invariant($"(Group.IdxX + {slot * tile.Threads})");
                int inner = (side.Operand.AlongDepth ? tile.Depth : side.Length) / each;
                string outer = text.Indices.Over(unit, inner), rest = IndexText.Times(text.Indices.Rest(unit, inner), each);
                (string place, string deep) = side.Operand.AlongDepth ? (outer, rest) : (rest, outer);
                all.Add(new($"deep{name}", "0", deep));
                all.Add(new($"keep{name}", "0", FormattableString.Invariant($"(deep{name} * {side.Pitch}) + {place}")));
                all.Add(new($"side{name}", "0", $"{(side == first ? "firstRow" : "firstColumn")} + {place}"));
            }
        }

        w.Line();
        w.Line("// The condition is true of every thread. It makes the compiler find these places once, and not anew for every slice.");
        w.Line($"int {string.Join(", ", all.Select(one => $"{one.Name} = {one.Missing}"))};");
        using (w.Block($"if (Group.IdxX < {tile.Threads})"))
        {
            foreach (Pinned one in all)
                w.Line($"{one.Name} = {one.Value};");
        }

        foreach (Side side in new[] { first, second })
        {
            w.Line();
            w.Line($"// Where this thread's numbers of {side.Operand.Array} begin; the names end with the number of the load.");
            for (int slot = 0; slot < side.Slots(tile); slot++)
            {
                string name = side.Slot(slot);
                Pinned[] own = [.. side.Operand.Fixed(name, $"side{name}")];
                w.Line($"int {string.Join(", ", own.Select(one => $"{one.Name} = {one.Missing}"))};");
                string exists = $"side{name} < {side.Count}";
                if (side.IsPartial(tile, slot))
                    exists = $"({exists}) & (Group.IdxX < {side.Left(tile, slot)})";

                using (w.Block($"if ({exists})"))
                {
                    foreach (Pinned one in own)
                        w.Line($"{one.Name} = {one.Value};");
                }
            }
        }

        w.Line();
    }

    private void Registers(Side side)
    {
        for (int slot = 0; slot < side.Slots(tile); slot++)
        {
            string name = side.Slot(slot), otherwise = side.Operand.Otherwise(name);
            w.Line(!side.Operand.InFours ? $"float next{name} = {otherwise};"
                : otherwise == "0" ? $"Float4 next{name} = default;"
                : $"Float4 next{name} = new() {{ X = {otherwise} }};");
        }
    }

    private void Load(Side side, ProductRange range)
    {
        for (int slot = 0; slot < side.Slots(tile); slot++)
        {
            string name = side.Slot(slot), depth = $"depth{name}";
            w.Line($"int {depth} = slice + deep{name};");
            (IReadOnlyList<string> conditions, string index) = side.Operand.Find(w, name, depth);
            string[] all = [.. conditions, .. range.WholeSlices ? Array.Empty<string>() : [$"({depth} < {range.End})"]];
            w.Line($"if ({string.Join(" & ", all)})");
            w.Line(side.Operand.InFours
                ? $"    next{name} = all{side.Name}[({index}) >> 2];"
                : $"    next{name} = {side.Operand.Array}[{index}];");
        }
    }

    /// <summary>The slice goes to that half of the shared memory that is not being read.</summary>
    private void Keep(Side side)
    {
        int half = tile.Depth * side.Pitch;
        for (int slot = 0; slot < side.Slots(tile); slot++)
        {
            string name = side.Slot(slot), at = FormattableString.Invariant($"(half * {half}) + keep{name}");
            using (side.IsPartial(tile, slot) ? w.Block($"if (Group.IdxX < {side.Left(tile, slot)})") : (SourceWriter.Scope?)null)
            {
                if (!side.Operand.InFours)
                    w.Line($"shared{side.Name}[{at}] = next{name};");
                else if (!side.Operand.AlongDepth)
                    w.Line($"fours{side.Name}[({at}) >> 2] = next{name};");
                else
                {
                    w.Line($"ArrayView<float> to{name} = shared{side.Name}.SubView({at});");
                    for (int part = 0; part < 4; part++)
                        w.Line($"to{name}[{part * side.Pitch}] = next{name}.{"XYZW"[part]};");
                }
            }
        }
    }

    /// <summary>Views that begin at a thread's own numbers, so that the rest of every address is a constant.</summary>
    private void Multiply(Side first, Side second)
    {
        int together = Math.Max(1, Math.Min(tile.Depth, 128 / (tile.ThreadRows * tile.ThreadColumns)));
        w.Line($"int readA = ((1 - half) * {tile.Depth * first.Pitch / 4}) + threadRow, readB = ((1 - half) * {tile.Depth * second.Pitch / 4}) + threadColumn;");
        using (w.Block($"for (int k = 0; k < {tile.Depth}; k += {together})"))
        {
            w.Line("ArrayView<Float4> ownA = foursA.SubView(readA), ownB = foursB.SubView(readB);");
            for (int step = 0; step < together; step++)
            {
                for (int four = 0; four < tile.ThreadRows / 4; four++)
                    w.Line($"Float4 a{step}_{four} = ownA[{(step * first.Pitch / 4) + (four * tile.RowThreads)}];");

                for (int four = 0; four < tile.ThreadColumns / 4; four++)
                    w.Line($"Float4 b{step}_{four} = ownB[{(step * second.Pitch / 4) + (four * tile.ColumnThreads)}];");

                for (int row = 0; row < tile.ThreadRows; row++)
                    for (int column = 0; column < tile.ThreadColumns; column++)
                        w.Line($"{Sum(row, column)} += a{step}_{row / 4}.{"XYZW"[row % 4]} * b{step}_{column / 4}.{"XYZW"[column % 4]};");
            }

            w.Line($"readA += {together * first.Pitch / 4};");
            w.Line($"readB += {together * second.Pitch / 4};");
        }
    }

    /// <summary>One operand with the names of its variables.</summary>
    private sealed record Side(ProductOperand Operand, string Name, int Length, string Count)
    {
        /// <summary>Floats from one depth to the next. Where threads write along the depth, four more keep them off each other's banks.</summary>
        public int Pitch => Operand.AlongDepth ? Length + 4 : Length;

        private int Units(ProductTile tile) => Length * tile.Depth / (Operand.InFours ? 4 : 1);

        /// <summary>Loads of each thread.</summary>
        public int Slots(ProductTile tile) => (Units(tile) + tile.Threads - 1) / tile.Threads;

        public string Slot(int slot) => FormattableString.Invariant($"{Name}{slot}");

        /// <summary>Whether only some threads have a load there.</summary>
        public bool IsPartial(ProductTile tile, int slot) => (slot + 1) * tile.Threads > Units(tile);

        /// <summary>How many.</summary>
        public int Left(ProductTile tile, int slot) => Units(tile) - (slot * tile.Threads);
    }
}

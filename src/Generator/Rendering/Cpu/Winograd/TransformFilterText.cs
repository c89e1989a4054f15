using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Planning.Cpu.Fast;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Planning.Cpu.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>G g Gᵀ of every filter and input channel, stored in the order in which products read it.</summary>
internal static class TransformFilterText
{
    /// <summary>The units of work are input channels; lanes run over filters.</summary>
    public static void WriteForward(SourceWriter w, (VectorText Vector, HelperTexts Helpers) context, PackedWeights packed)
    {
        VectorText v = context.Vector;
        Winograd algorithm = packed.Algorithm!;
        int channels = packed.Geometry.Input.Channels, filters = packed.Geometry.Filters, block = (int)(packed.Floats / algorithm.Multiplies);
        Places(w, packed, channels, "filters", "input");
        w.Line(VectorText.Reference("float", "source", "weights"));
        w.Line(VectorText.Reference("float", "target", "packed"));
        PackText.DeclareFactors(w, packed);
        using (w.Block("for (nuint c = (nuint)from; c < (nuint)to; c++)"))
        using (w.Block("for (int vector = 0; vector < starts.Length; vector++)"))
        {
            w.Line($"nuint k = (nuint)(vector * {v.Lanes}), place = (nuint)starts[vector] + (c * (nuint)widths[vector]);");
            if (filters % v.Lanes != 0)
                w.Line($"int lanes = Math.Min({v.Lanes}, {filters} - (vector * {v.Lanes}));");

            if (packed.Factors is not null)
                w.Line($"{v.Type} factor = {v.Load("factors", "k")};");

            string First(string load) => PackText.Scaled(filters % v.Lanes == 0 ? load : VectorText.First(load, "lanes"), packed);
            Transform(w, context, packed, First, (multiplication, result) => w.Line(v.Store(
                result, "target", MapText.Index(("place", 1), ("1", (long)multiplication * block)), v.Lanes)));
        }
    }

    /// <summary>The units of work are blocks of input channels, which are transformed for as many filters at a time, then transposed.</summary>
    public static void WriteInput(SourceWriter w, (VectorText Vector, HelperTexts Helpers) context, PackedWeights packed)
    {
        VectorText v = context.Vector;
        Winograd algorithm = packed.Algorithm!;
        int channels = packed.Geometry.Input.Channels, filters = packed.Geometry.Filters, block = (int)(packed.Floats / algorithm.Multiplies), square = v.Lanes * v.Lanes;
        Places(w, packed, filters, "channels", "filter");
        w.Line($"Span<float> tile = stackalloc float[{algorithm.Multiplies * square}];");
        w.Line(VectorText.Reference("float", "source", "weights"));
        w.Line(VectorText.Reference("float", "transformed", "tile"));
        w.Line(VectorText.Reference("float", "target", "packed"));
        using (w.Block("for (int unit = from; unit < to; unit++)"))
        {
            w.Line($"int inputs = Math.Min({v.Lanes}, {channels} - (unit * {v.Lanes}));");
            w.Line("nuint start = (nuint)starts[unit], width = (nuint)widths[unit];");
            using (w.Block($"for (nuint k = 0; k < {filters}; k += {v.Lanes})"))
            {
                using (w.Block("for (int input = 0; input < inputs; input++)"))
                {
                    w.Line($"nuint c = (nuint)((unit * {v.Lanes}) + input);");
                    Transform(w, context, packed, load => load, (multiplication, result) => w.Line(v.Store(
                        result, "transformed", MapText.Index(("(nuint)input", v.Lanes), ("1", multiplication * square)), v.Lanes)));
                }

                w.Line();
                w.Line($"nuint count = Math.Min((nuint){v.Lanes}, {filters} - k);");
                using (w.Block($"for (nuint multiplication = 0; multiplication < {algorithm.Multiplies}; multiplication++)"))
                {
                    w.Line(VectorText.Transpose(
                        ("transformed", $"multiplication * {square}", ((Size)v.Lanes).ToString()),
                        ("target", MapText.Index(("multiplication", block), ("start", 1), ("k", Size.Variable("width"))), "width"),
                        ("inputs", "(int)count")));
                }
            }
        }
    }

    private static void Transform(
        SourceWriter w, (VectorText Vector, HelperTexts Helpers) context, PackedWeights packed, Func<string, string> first, Action<int, string> store)
    {
        Winograd algorithm = packed.Algorithm!;
        int channels = packed.Geometry.Input.Channels, filters = packed.Geometry.Filters;
        TransformText.Write(
            w,
            context,
            algorithm.Filter,
            (row, column) => first(context.Vector.Load("source", MapText.Index(("1", ((row * algorithm.Taps) + column) * channels * filters), ("c", filters), ("k", 1)))),
            (row, column, result) => store((row * algorithm.Tile) + column, result));
    }

    /// <summary>Declares where the vectors of a product's columns start in its packed weights, and how far the next row of their panel is.</summary>
    private static void Places(SourceWriter w, PackedWeights packed, int rows, string columnsName, string rowName)
    {
        (int Start, int Width)[] places =
        [
            .. from panel in packed.Panels
               from index in Enumerable.Range(0, panel.Count)
               from vector in Enumerable.Range(0, panel.Vectors)
               let lane = (panel.First * panel.Lanes) + (index * panel.Width)
               select ((lane * rows) + (vector * panel.Lanes), panel.Width),
        ];
        w.Line($"// Where each vector of {columnsName} starts, and how far its panel's next {rowName} is.");
        w.Line($"ReadOnlySpan<int> starts = [{string.Join(", ", places.Select(place => place.Start))}];");
        w.Line($"ReadOnlySpan<int> widths = [{string.Join(", ", places.Select(place => place.Width))}];");
    }
}

using System;
using Kiln.Generator.Planning.Cpu.Fast;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>G g Gᵀ of every filter and input channel, stored in the order in which products read it.</summary>
internal static class TransformFilterText
{
    /// <summary>The units of work are input channels; lanes run over filters.</summary>
    public static void WriteForward(PackText text)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        PackedWeights packed = text.Packed;
        Size channels = Channels(text), block = Block(text);
        w.Line($"nuint tap = {channels} * {text.Filters};");
        text.Panels((lane, width) =>
        {
            using (w.Block("for (nuint c = (nuint)from; c < (nuint)to; c++)"))
            using (w.Block($"for (nuint vector = 0; vector < {width}; vector += {(Size)v.Lanes})"))
            {
                w.Line($"nuint k = {lane} + vector, place = {MapText.Index(("1", lane * channels), ("c", width), ("vector", 1))};");
                bool whole = packed.Geometry.Filters % v.Lanes == 0;
                if (!whole)
                    w.Line($"int lanes = (int)Math.Min({(Size)v.Lanes}, {text.Filters} - k);");

                if (packed.Factors is not null)
                    w.Line($"{v.Type} factor = {v.Load("factors", "k")};");

                Transform(
                    text,
                    load => text.Scaled(whole ? load : VectorText.First(load, "lanes")),
                    (multiplication, result) => w.Line(v.Store(result, "target", MapText.Index(("place", 1), ("1", multiplication * block)), v.Lanes)));
            }
        });
    }

    /// <summary>The units of work are blocks of input channels, which are transformed for as many filters at a time, then transposed.</summary>
    public static void WriteInput(PackText text)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        int multiplies = text.Packed.Algorithm!.Multiplies, square = v.Lanes * v.Lanes;
        Size channels = Channels(text), block = Block(text);
        w.Line($"Span<float> tile = stackalloc float[{multiplies * square}];");
        w.Line(VectorText.Reference("float", "transformed", "tile"));
        w.Line($"nuint tap = {channels} * {text.Filters};");
        using (w.Block("for (int unit = from; unit < to; unit++)"))
        {
            w.Line($"nuint first = (nuint)unit * {(Size)v.Lanes}, inputs = Math.Min({(Size)v.Lanes}, {channels} - first);");
            text.PanelOf("first");
            using (w.Block($"for (nuint k = 0; k < {text.Filters}; k += {(Size)v.Lanes})"))
            {
                using (w.Block("for (nuint input = 0; input < inputs; input++)"))
                {
                    w.Line("nuint c = first + input;");
                    Transform(text, load => load, (multiplication, result) => w.Line(v.Store(
                        result, "transformed", MapText.Index(("input", v.Lanes), ("1", multiplication * square)), v.Lanes)));
                }

                w.Line();
                w.Line($"nuint count = Math.Min({(Size)v.Lanes}, {text.Filters} - k);");
                using (w.Block($"for (nuint multiplication = 0; multiplication < {multiplies}; multiplication++)"))
                {
                    w.Line(VectorText.Transpose(
                        ("transformed", $"multiplication * {square}", ((Size)v.Lanes).ToString()),
                        ("target", MapText.Index(("multiplication", block), ("lane", text.Filters), ("(first - lane)", 1), ("k", Size.Variable("width"))), "width"),
                        ("(int)inputs", "(int)count")));
                }
            }
        }
    }

    private static Size Channels(PackText text) => text.Argument("channels", text.Packed.Geometry.Input.Channels);

    /// <summary>Floats of the weights of one multiplication.</summary>
    private static Size Block(PackText text) => text.Argument("block", text.Packed.Floats / text.Packed.Algorithm!.Multiplies);

    private static void Transform(PackText text, Func<string, string> first, Action<int, string> store)
    {
        Winograd algorithm = text.Packed.Algorithm!;
        TransformText.Write(
            text.Body,
            (text.Vector, text.Helpers),
            algorithm.Filter,
            (row, column) => first(text.Vector.Load("source", MapText.Index(("tap", (row * algorithm.Taps) + column), ("c", text.Filters), ("k", 1)))),
            (row, column, result) => store((row * algorithm.Tile) + column, result));
    }
}

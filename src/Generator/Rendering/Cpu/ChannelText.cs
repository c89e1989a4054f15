using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Sums over images and pixels. A unit of work is one chunk of images and a few vectors of channels.</summary>
internal static class ChannelSumsText
{
    /// <summary>Vectors of channels that are summed together, so that their additions overlap.</summary>
    private const int MostVectors = 4;

    public static void WriteSums(KernelText text)
    {
        ChannelSums step = (ChannelSums)text.Kernel.Kernel.Main;
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        text.TakeExtents();
        MapText map = text.Read(step.Map);
        Dictionary<Value, string> references = Declare(text, step.Operands, step.Partial);
        ExpressionText expressions = new(v, text.Helpers);
        Chunks(text, map, step.Partial, (vectors, lane) =>
        {
            // Every row is summed by itself: a sum over a whole map outgrows what is added to it, and loses its last digits.
            Variables(w, v, step.Terms.Count, vectors, Name);
            Rows(w, map, () =>
            {
                Variables(w, v, step.Terms.Count, vectors, RowName);
                Pixels(w, map, () =>
                {
                    for (int vector = 0; vector < vectors; vector++)
                    {
                        string[] operands = [.. step.Operands.Select((operand, index) => Load(operand, index, vector))];
                        for (int sum = 0; sum < step.Terms.Count; sum++)
                            w.Line($"{RowName(sum, vector)} += {expressions.Of(step.Terms[sum], operands)};");
                    }
                });
                for (int sum = 0; sum < step.Terms.Count; sum++)
                    for (int vector = 0; vector < vectors; vector++)
                        w.Line($"{Name(sum, vector)} += {RowName(sum, vector)};");
            });
            Store(text, step.Partial, step.Terms.Count, vectors, lane, Name);

            string Load(Value operand, int index, int vector)
            {
                string channel = MapText.Index(("1", lane + (vector * v.Lanes)));
                string load = operand.IsMap ? v.Load(references[operand], Place(text.Read(operand), channel)) : v.Load(references[operand], channel);
                if (step.Terms.Sum(term => term.Uses(index)) <= 1)
                    return load;

                string name = $"x{index}_{vector}";
                w.Line($"{v.Type} {name} = {load};");
                return name;
            }
        });
    }

    /// <summary>Mean and squared deviations by Welford's recurrence.</summary>
    public static void WriteMoments(KernelText text)
    {
        ChannelMoments step = (ChannelMoments)text.Kernel.Kernel.Main;
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        text.TakeExtents();
        MapText map = text.Read(step.Input);
        Dictionary<Value, string> references = Declare(text, [step.Input], step.Partial);
        Chunks(text, map, step.Partial, (vectors, lane) =>
        {
            Variables(w, v, 2, vectors, Name);
            w.Line("float count = 0;");
            Rows(w, map, () => Pixels(w, map, () =>
            {
                w.Line("count++;");
                w.Line($"{v.Type} share = {v.Broadcast("1f / count")};");
                for (int vector = 0; vector < vectors; vector++)
                {
                    string at = Place(map, MapText.Index(("1", lane + (vector * v.Lanes))));
                    w.Line($"{v.Type} x{vector} = {v.Load(references[step.Input], at)}, d{vector} = x{vector} - {Name(0, vector)};");
                    w.Line(v.MultiplyAdd(Name(0, vector), $"d{vector}", "share"));
                    w.Line(v.MultiplyAdd(Name(1, vector), $"d{vector}", $"(x{vector} - {Name(0, vector)})"));
                }
            }));
            Store(text, step.Partial, 2, vectors, lane, Name);
        });
    }

    private static string Name(int sum, int vector) => System.FormattableString.Invariant($"s{sum}_{vector}");

    /// <summary>The sum of one row.</summary>
    private static string RowName(int sum, int vector) => System.FormattableString.Invariant($"r{sum}_{vector}");

    private static Dictionary<Value, string> Declare(KernelText text, IEnumerable<Value> operands, Value partial)
    {
        Dictionary<Value, string> references = [];
        foreach (Value operand in operands.Distinct())
            references[operand] = text.ReferenceTo(operand, $"operand{references.Count}", writes: false);

        text.Reference("partials", text.Floats(partial, writes: true));
        return references;
    }

    private static void Variables(SourceWriter w, VectorText v, int sums, int vectors, System.Func<int, int, string> name)
    {
        string[] names = [.. from sum in Enumerable.Range(0, sums) from vector in Enumerable.Range(0, vectors) select name(sum, vector)];
        w.Line($"{v.Type} {string.Join(", ", names)};");
        w.Line($"{string.Join(" = ", names)} = {v.Zero};");
    }

    private static void Rows(SourceWriter w, MapText map, System.Action body)
    {
        using (w.Block("for (nuint n = (nuint)first; n < (nuint)last; n++)"))
        using (w.Block($"for (nuint y = 0; y < {map.Height}; y++)"))
            body();
    }

    private static void Pixels(SourceWriter w, MapText map, System.Action body)
    {
        using (w.Block($"for (nuint x = 0; x < {map.Width}; x++)"))
            body();
    }

    private static string Place(MapText map, string channel) => MapText.Index(("1", map.Origin()), ("n", map.Image), ("y", map.Row), ("x", map.Pixel), (channel, 1));

    private static void Chunks(KernelText text, MapText map, Value partial, System.Action<int, Size> body)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        int all = v.Count(map.Shape.Channels), most = System.Math.Min(MostVectors, all), rest = all % most, count = (all + most - 1) / most;
        text.Images();
        Size panels = text.Argument("int", "panels", count), pitch = Pitch(text, partial);
        ChunkLoops.Write(text, count, panels, pitch * partial.Shape.Height, () =>
        {
            w.Line($"nuint lane = (nuint)panel * {(Size)(most * v.Lanes)};");
            Size lane = Size.Variable("lane");
            if (rest == 0)
            {
                body(most, lane);
                return;
            }

            using (w.Block($"if (panel < {panels} - 1)"))
                body(most, lane);

            using (w.Block("else"))
                body(rest, lane);
        });
    }

    /// <summary>Whole vectors: the places of the sums are padded.</summary>
    private static void Store(KernelText text, Value partial, int sums, int vectors, Size lane, System.Func<int, int, string> name)
    {
        VectorText v = text.Vector;
        Size pitch = Pitch(text, partial);
        for (int sum = 0; sum < sums; sum++)
            for (int vector = 0; vector < vectors; vector++)
                text.Body.Line(v.Store(name(sum, vector), "partials", MapText.Index(("partial", 1), ("1", (pitch * sum) + lane + (vector * v.Lanes))), v.Lanes));
    }

    /// <summary>Floats from one sum of a chunk to the next.</summary>
    public static Size Pitch(KernelText text, Value partial) => text.Argument("nuint", "pitch", Target.WholeVectors(partial.Shape.Channels));
}

/// <summary>Numbers per channel: of the sums of chunks, or of others. The units of work are vectors of channels.</summary>
internal static class ChannelFinishText
{
    public static void Write(KernelText text)
    {
        ChannelFinish step = (ChannelFinish)text.Kernel.Kernel.Main;
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        text.Images();
        Size pitch = ChannelSumsText.Pitch(text, step.Partial);
        bool usesCount = step.Results.Any(result => ExpressionText.UsesCount(result.Expression));
        Size pixels = step.AreMoments || usesCount ? text.Argument("int", "pixels", step.Map.Shape.Pixels) : 0;
        text.Reference("partials", text.Floats(step.Partial));
        string[] sums = [.. Enumerable.Range(0, step.Sums).Select(sum => System.FormattableString.Invariant($"s{sum}"))];
        Results(text, step.Operands, step.Results, sums, "count", () =>
        {
            w.Line($"{v.Type} {string.Join(", ", sums.Select((sum, index) => $"{sum} = {v.Load("partials", MapText.Index(("lane", 1), ("1", pitch * index)))}"))};");
            w.Line($"int chunks = BatchChunks.Of(images){(step.AreMoments ? ", each = BatchChunks.Each(images)" : "")};");
            w.Line();
            w.Line("// The chunks in order, so that the bits depend on nothing else.");
            using (w.Block("for (int chunk = 1; chunk < chunks; chunk++)"))
            {
                w.Line($"nuint partial = ((nuint)chunk * {pitch * step.Partial.Shape.Height}) + lane;");
                if (step.AreMoments)
                    Moments(w, v, pixels, pitch);
                else
                    for (int sum = 0; sum < step.Sums; sum++)
                        w.Line($"s{sum} += {v.Load("partials", MapText.Index(("partial", 1), ("1", pitch * sum)))};");
            }

            w.Line();
            if (usesCount)
                w.Line($"{v.Type} count = {v.Broadcast($"(float)images * {pixels}")};");
        });
    }

    public static void WriteMap(KernelText text)
    {
        ChannelMap step = (ChannelMap)text.Kernel.Kernel.Main;
        Results(text, step.Operands, step.Results, [], "", () => { });
    }

    /// <summary>Means and squared deviations of two sets (Chan, Golub and LeVeque 1979): with n and m elements and means a distance d apart the deviations are
    /// M + M' + d²·n·m / (n + m).</summary>
    private static void Moments(SourceWriter w, VectorText v, Size pixels, Size pitch)
    {
        w.Line($"float before = (float)(chunk * each) * {pixels}, more = (float)(Math.Min(images, (chunk + 1) * each) - (chunk * each)) * {pixels};");
        w.Line($"{v.Type} d = {v.Load("partials", "partial")} - s0, share = {v.Broadcast("more / (before + more)")};");
        w.Line($"s1 = s1 + {v.Load("partials", MapText.Index(("partial", 1), ("1", pitch)))} + (d * d * (share * {v.Broadcast("before")}));");
        w.Line(v.MultiplyAdd("s0", "d", "share"));
    }

    private static void Results(
        KernelText text, IReadOnlyList<Value> operands, IReadOnlyList<(Value Output, Expression Expression)> results, IReadOnlyList<string> sums, string count, System.Action begin)
    {
        SourceWriter w = text.Body;
        VectorText v = text.Vector;
        int channels = results[0].Output.Shape.Channels, tail = channels % v.Lanes, vectors = v.Count(channels);
        ExpressionText expressions = new(v, text.Helpers);
        string[] inputs = [.. operands.Select((operand, index) => text.ReferenceTo(operand, System.FormattableString.Invariant($"input{index}"), writes: false))];
        string[] outputs = [.. results.Select((result, index) => text.ReferenceTo(result.Output, System.FormattableString.Invariant($"output{index}"), writes: true))];
        text.Units = UnitCount.Constant(vectors);
        w.Line();
        using (w.Block("for (int unit = from; unit < to; unit++)"))
        {
            w.Line($"nuint lane = (nuint)unit * {v.Lanes};");
            if (tail > 0)
                w.Line($"int lanes = unit < {text.Argument("int", "vectors", vectors)} - 1 ? {(Size)v.Lanes} : {(Size)tail};");

            begin();
            string[] names = [.. sums, .. inputs.Select((_, index) => System.FormattableString.Invariant($"x{index}"))];
            for (int index = 0; index < inputs.Length; index++)
                w.Line($"{v.Type} x{index} = {v.Load(inputs[index], "lane")};");

            for (int index = 0; index < results.Count; index++)
            {
                string value = expressions.Of(results[index].Expression, names, count);
                w.Line(tail > 0 ? VectorText.StoreFirst(value, outputs[index], "lane", "lanes") : v.Store(value, outputs[index], "lane", v.Lanes));
            }
        }
    }
}

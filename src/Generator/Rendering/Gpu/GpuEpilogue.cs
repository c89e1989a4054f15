using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Gpu;

/// <summary>What follows the main step of a kernel while its results are in registers: expressions, a maximum with its winner, and every store. Written once for all
/// main steps.</summary>
/// <param name="text">The kernel.</param>
internal sealed class GpuEpilogue(GpuKernelText text)
{
    private readonly SourceWriter w = text.Body;
    private readonly Kernel kernel = text.Kernel;

    /// <summary>Writes the epilogue of one result.</summary>
    /// <param name="registers">The variables with the results: one, or one for each position of the pool's window, down its columns.</param>
    /// <param name="at">The index of the element in a map of the last shape.</param>
    /// <param name="channel">Its channel.</param>
    /// <param name="before">The index of each position in the map before the pool, for random numbers.</param>
    public void Emit(IReadOnlyList<string> registers, string at, string channel, IReadOnlyList<string>? before = null)
    {
        string[] values = [.. registers];
        Dictionary<Value, string> known = [];
        Value current = kernel.Main.Writes[0];
        bool pooled = before is null;
        known[current] = values[0];
        Store(current, values, at, pooled);
        foreach (Step step in kernel.Epilogue)
        {
            if (step is MaxPoolForward pool)
            {
                values = [Maximum(values, pool, at)];
                pooled = true;
            }
            else
            {
                MapStep map = (MapStep)step;
                for (int i = 0; i < values.Length; i++)
                {
                    string next = text.Unique("result"), place = pooled ? at : before![i], register = values[i];
                    string[] operands = [.. map.Operands.Select((operand, index) =>
                        operand == current ? register : known.TryGetValue(operand, out string? earlier) ? earlier : Load(text, operand, place, channel))];
                    w.Line($"float {next} = {text.Scalars.Of(map.Expression, operands)};");
                    values[i] = next;
                }
            }

            current = step.Writes[0];
            known[current] = values[0];
            Store(current, values, at, pooled);
        }
    }

    /// <summary>An operand at the place of an element: a variable.</summary>
    public static string Load(GpuKernelText text, Value operand, string at, string channel)
    {
        string name = text.Unique("operand");
        text.Body.Line(operand.Extent switch
        {
            Extent.Image => $"float {name} = {text.Array(operand)}[{at}];",
            Extent.Random => $"float {name} = {Uniform(text, operand, at)};",
            _ => $"float {name} = {text.Array(operand)}[{channel}];",
        });
        return name;
    }

    private static string Uniform(GpuKernelText text, Value random, string at)
    {
        text.Helpers.Require("Uniform", w =>
        {
            w.Line("/// <summary>A random number from 0 to below 1 that follows from a key and the place of an element, as the processor draws it: the 24 high bits of two rounds of a");
            w.Line("/// multiplicative hash (Wellons' lowbias32).</summary>");
            using (w.Block("private static float Uniform(uint key, int place)"))
            {
                w.Line("uint x = (uint)place ^ key;");
                w.Line("x = (x ^ (x >> 16)) * 0x7FEB352Du;");
                w.Line("x = (x ^ (x >> 15)) * 0x846CA68Bu;");
                w.Line("x ^= x >> 16;");
                w.Line("return (float)(int)(x >> 8) * (1f / 16777216f);");
            }
        });
        string key = text.Parameter("uint", KernelNames.Parameter(random), FormattableString.Invariant($"new(GpuArgumentKind.{(random.Node.Layer is Dropout { Frozen: true } ? "FrozenDropoutKey" : "DropoutKey")}, {random.Node.Index})"));
        return $"Uniform({key}, {at})";
    }

    private void Store(Value value, string[] values, string at, bool pooled)
    {
        if (pooled && values.Length == 1 && text.Plan.Memory.IsStored(value))
            w.Line($"{text.Array(value)}[{at}] = {values[0]};");
    }

    private string Maximum(string[] window, MaxPoolForward pool, string at)
    {
        string best = text.Unique("best"), winner = text.Unique("winner");
        Value? winners = pool.Winners is { } stored && text.Plan.Memory.IsStored(stored) ? stored : null;
        w.Line($"float {best} = {window[0]};");
        if (winners is not null)
            w.Line($"int {winner} = 0;");

        for (int position = 1; position < window.Length; position++)
        {
            if (winners is not null)
                w.Line($"{winner} = {window[position]} > {best} ? {position} : {winner};");

            w.Line($"{best} = {window[position]} > {best} ? {window[position]} : {best};");
        }

        if (winners is not null)
            w.Line($"{text.Array(winners)}[{at}] = {Cast(winners)}{winner};");

        return best;
    }

    /// <summary>The cast of a winner's number to what its map holds.</summary>
    public static string Cast(Value winners) => winners.Element == ElementType.Int32 ? "" : $"({winners.Element.Name()})";
}

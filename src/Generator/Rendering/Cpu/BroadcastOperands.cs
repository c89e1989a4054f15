using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Operands that may have one row, column or channel where the loops have several: it serves them all.</summary>
internal sealed class BroadcastOperands
{
    private readonly KernelText text;
    private readonly IReadOnlyList<Value> values;
    private readonly Shape whole;
    private readonly (string Image, string Row, string Column) counters;
    private readonly Dictionary<Value, string> references = [];
    private readonly Dictionary<Value, string> hoisted = [];

    /// <param name="text">The kernel.</param>
    /// <param name="values">The operands.</param>
    /// <param name="whole">The extents of the loops.</param>
    /// <param name="counters">What the loops count, variables of type int.</param>
    public BroadcastOperands(KernelText text, IReadOnlyList<Value> values, Shape whole, (string Image, string Row, string Column) counters)
    {
        (this.text, this.values, this.whole, this.counters) = (text, values, whole, counters);
        foreach (Value value in values.Distinct())
            references[value] = text.ReferenceTo(value, text.NameOf(value), writes: false);
    }

    private SourceWriter W => text.Body;

    private VectorText V => text.Vector;

    /// <summary>Declares variables for the operands of one channel, before the loop over channels.</summary>
    public void Hoist()
    {
        foreach (Value value in references.Keys.Where(IsSingle))
        {
            string name = text.Unique("single");
            W.Line($"{V.Type} {name} = {V.Broadcast(references[value], Place(value, "0"))};");
            hoisted[value] = name;
        }
    }

    /// <summary>The operands of an expression at a vector of channels: loads, or variables for what it uses more than once.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="channel">The index of the vector's first channel.</param>
    /// <param name="first">The number of the first operand in the expression.</param>
    public string[] At(Expression expression, string channel, int first = 0) => [.. values.Select((value, index) =>
    {
        if (hoisted.TryGetValue(value, out string? name))
            return name;

        string load = V.Load(references[value], Place(value, channel));
        if (ExpressionText.Uses(expression, first + index) <= 1)
            return load;

        name = text.Unique("operand");
        W.Line($"{V.Type} {name} = {load};");
        return name;
    })];

    /// <summary>The operands at the first channel, in all lanes.</summary>
    public string[] InAllLanes() => [.. values.Select(value => V.Broadcast(references[value], Place(value, "0")))];

    private bool IsSingle(Value value) => value.Shape.Channels == 1 && whole.Channels > 1;

    private string Place(Value value, string channel)
    {
        if (!value.IsMap)
        {
            Size pixel = value.Shape.Channels;
            return MapText.Index((Along(value.Shape.Height, counters.Row, ""), pixel * value.Shape.Width), (Along(value.Shape.Width, counters.Column, ""), pixel), (channel, 1));
        }

        MapText map = text.Read(value);
        return MapText.Index(
            ("1", map.Origin()),
            ($"(nuint){counters.Image}", map.Image),
            (Along(value.Shape.Height, counters.Row, map.Height.ToString()), map.Row),
            (Along(value.Shape.Width, counters.Column, map.Width.ToString()), map.Pixel),
            (channel, 1));
    }

    /// <summary>A counter, or 0 for all it counts. Of maps of any extent, what has one element at the smallest extents may have more.</summary>
    private string Along(int own, string counter, string extent) =>
        own > 1 ? $"(nuint){counter}"
        : text.AnyExtent && extent.Length > 0 ? $"({extent} == 1 ? 0 : (nuint){counter})"
        : "0";
}

using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Gpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Gpu;

/// <summary>Expressions of operands that may serve several rows, columns or channels, and sums along axes: a thread computes one element of the output, a sum in order.</summary>
internal static class BroadcastText
{
    public static void Write(GpuKernelText text)
    {
        BroadcastStep step = (BroadcastStep)text.Kernel.Main;
        ElementText.Write(text, step.Output, () =>
        {
            ElementText.Place(text, step.Output.Shape);
            text.Body.Line($"float value = {text.Scalars.Of(step.Expression, Loads(text, step.Operands, ("n", "y", "x", "c")))};");
            return "value";
        });
    }

    public static void WriteReduction(GpuKernelText text)
    {
        Reduction step = (Reduction)text.Kernel.Main;
        if (!step.OverImages)
        {
            ElementText.Write(text, step.Output, () =>
            {
                ElementText.Place(text, step.Output.Shape);
                return Sum(text, step);
            });
            return;
        }

        SourceWriter w = text.Body;
        Shape shape = step.Output.Shape;
        text.Images();
        text.Grid((int)((shape.Count + GpuLimits.ElementThreads - 1) / GpuLimits.ElementThreads), GpuLimits.ElementThreads);
        text.Reason = "A thread computes one sum over the images.";
        w.Line($"int element = (Grid.IdxX * {GpuLimits.ElementThreads}) + Group.IdxX;");
        using (w.Block($"if (element < {shape.Count})"))
        {
            w.Line($"int c = {text.Indices.Rest("element", shape.Channels)}, pixel = {text.Indices.Over("element", shape.Channels)};");
            w.Line($"int y = {text.Indices.Over("pixel", shape.Width)}, x = {text.Indices.Rest("pixel", shape.Width)};");
            w.Line($"{text.Array(step.Output)}[element] = {Sum(text, step)};");
        }
    }

    /// <summary>Writes the loops of one sum; returns the variable with what becomes of it.</summary>
    private static string Sum(GpuKernelText text, Reduction step)
    {
        SourceWriter w = text.Body;
        Shape whole = step.Whole;
        (Axes Axis, string Counter, string Kept, string Extent)[] loops =
        [
            (Axes.Images, "image", "n", "images"),
            (Axes.Rows, "row", "y", FormattableString.Invariant($"{whole.Height}")),
            (Axes.Columns, "column", "x", FormattableString.Invariant($"{whole.Width}")),
            (Axes.Channels, "channel", "c", FormattableString.Invariant($"{whole.Channels}")),
        ];
        string[] places = [.. loops.Select(loop => step.Axes.HasFlag(loop.Axis) ? loop.Counter : loop.Kept)];
        w.Line("float sum = 0;");
        Stack<SourceWriter.Scope> scopes = new();
        foreach ((Axes axis, string counter, _, string extent) in loops)
        {
            if (step.Axes.HasFlag(axis))
                scopes.Push(w.Block($"for (int {counter} = 0; {counter} < {extent}; {counter}++)"));
        }

        w.Line($"sum += {text.Scalars.Of(step.Term, Loads(text, step.Operands, (places[0], places[1], places[2], places[3])))};");
        while (scopes.Count > 0)
            scopes.Pop().Dispose();

        w.Line($"float value = {text.Scalars.Of(step.Result, ["sum", .. Loads(text, step.Others, ("n", "y", "x", "c"))])};");
        return "value";
    }

    /// <summary>Operands at a place: variables.</summary>
    private static string[] Loads(GpuKernelText text, IReadOnlyList<Value> operands, (string Image, string Row, string Column, string Channel) place) => [.. operands.Select(operand =>
    {
        Shape shape = operand.Shape;
        string row = Inside(operand.IsMap ? place.Image : "0", shape.Height, place.Row);
        string index = Inside(Inside(row, shape.Width, place.Column), shape.Channels, place.Channel);
        string name = text.Unique("operand");
        text.Body.Line($"float {name} = {text.Array(operand)}[{index}];");
        return name;
    })];

    /// <summary>The index of an element in the axis below that of an index; of a single one its own.</summary>
    private static string Inside(string index, int extent, string place) =>
        extent == 1 ? index : index == "0" ? place : FormattableString.Invariant($"(({index} * {extent}) + {place})");
}

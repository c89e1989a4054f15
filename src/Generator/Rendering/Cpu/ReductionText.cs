using System;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Sums along some axes. The units of work are rows of the output.</summary>
internal sealed class ReductionText
{
    private readonly KernelText text;
    private readonly SourceWriter w;
    private readonly VectorText v;
    private readonly Reduction step;
    private readonly Shape whole;
    private readonly BroadcastOperands operands, others;
    private readonly string outputs;

    private ReductionText(KernelText text)
    {
        this.text = text;
        (w, v, step) = (text.Body, text.Vector, (Reduction)text.Kernel.Kernel.Main);
        whole = step.Whole;
        operands = new(text, step.Operands, whole, (Sums(Axes.Images) ? "image" : "n", Sums(Axes.Rows) ? "line" : "y", Sums(Axes.Columns) ? "column" : "x"));
        others = new(text, step.Others, step.Output.Shape, ("n", "y", "x"));
        outputs = text.ReferenceTo(step.Output, "outputs", writes: true);
    }

    public static void Write(KernelText text) => new ReductionText(text).Write();

    private bool Sums(Axes axis) => step.Axes.HasFlag(axis);

    private void Write()
    {
        w.Line();
        if (!Sums(Axes.Images))
        {
            MapLoops.Rows(text, text.Extents(step.Output), Row);
            return;
        }

        text.Images();
        text.Units = UnitCount.Constant(step.Output.Shape.Height);
        using (w.Block("for (int y = from; y < to; y++)"))
            Row();
    }

    private void Row()
    {
        string width = step.Output.IsMap ? MapLoops.Signed(text.Extents(step.Output).Width) : ((Size)step.Output.Shape.Width).ToString();
        using (w.Block($"for (int x = 0; x < {width}; x++)"))
        {
            if (Sums(Axes.Channels))
                OverChannels();
            else
                MapLoops.Vectors(text, step.Output.Shape.Channels, ByChannel);
        }
    }

    /// <summary>A sum for each of a vector's channels.</summary>
    private void ByChannel(string channel, int lanes)
    {
        string sum = text.Unique("sum");
        w.Line($"{v.Type} {sum} = {v.Zero};");
        Terms(() =>
        {
            operands.Hoist();
            w.Line($"{sum} += {Term(channel)};");
        });
        others.Hoist();
        w.Line(v.Store(Text(step.Result, [sum, .. others.At(step.Result, channel, first: 1)]), outputs, Place(channel), lanes));
    }

    /// <summary>One sum over the channels too.</summary>
    private void OverChannels()
    {
        LaneSum sum = new(text, whole.Channels);
        Terms(() =>
        {
            operands.Hoist();
            sum.Add((channel, _) => Term(channel));
        });
        string total = text.Unique("total");
        w.Line($"{v.Type} {total} = {v.Broadcast(sum.Total())};");
        w.Line(v.Store(Text(step.Result, [total, .. others.InAllLanes()]), outputs, Place("0"), 1));
    }

    /// <summary>Loops over what is summed.</summary>
    private void Terms(Action body)
    {
        MapText? map = text.AnyExtent ? text.Read(step.Operands[0]) : null;
        string height = map is null ? ((Size)whole.Height).ToString() : MapLoops.Signed(map.Height), width = map is null ? ((Size)whole.Width).ToString() : MapLoops.Signed(map.Width);
        Loop(Axes.Images, "for (int image = 0; image < images; image++)", () =>
            Loop(Axes.Rows, $"for (int line = 0; line < {height}; line++)", () =>
                Loop(Axes.Columns, $"for (int column = 0; column < {width}; column++)", body)));

        void Loop(Axes axis, string head, Action inner)
        {
            if (!Sums(axis))
            {
                inner();
                return;
            }

            using (w.Block(head))
                inner();
        }
    }

    private string Term(string channel) => Text(step.Term, operands.At(step.Term, channel));

    private string Text(Expression expression, string[] values) => new ExpressionText(v, text.Helpers).Of(w, expression, values, text.Unique);

    private string Place(string channel)
    {
        if (step.Output.IsMap)
            return MapLoops.Pixel(text.Write(step.Output), channel);

        Size pixel = step.Output.Shape.Channels;
        return MapText.Index(("(nuint)y", pixel * step.Output.Shape.Width), ("(nuint)x", pixel), (channel, 1));
    }
}

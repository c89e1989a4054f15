using System;
using System.Linq;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Losses, row by row of scores.</summary>
internal sealed class LossText
{
    private readonly KernelText text;
    private readonly SourceWriter w;
    private readonly VectorText v;
    private readonly LossStep loss;
    private readonly MapText scores;
    private readonly MapText? gradient;

    private LossText(KernelText text, LossStep loss, MapText scores)
    {
        (this.text, this.loss, this.scores) = (text, loss, scores);
        (w, v) = (text.Body, text.Vector);
        gradient = loss.Gradient is { } value ? text.Write(value) : null;
    }

    private int Classes => scores.Shape.Channels;

    private int Pixels => scores.Shape.Height * scores.Shape.Width;

    /// <summary>A loss that stands alone.</summary>
    public static void Write(KernelText text)
    {
        LossStep loss = (LossStep)text.Kernel.Kernel.Main;
        text.Units = UnitCount.Images(1);
        Rows(text, loss, text.Read(loss.Scores), "from", "to");
    }

    /// <summary>Losses, ranks and gradients of the images from <paramref name="first"/> to <paramref name="last"/>, if the run has labels.</summary>
    public static void Rows(KernelText text, LossStep loss, MapText scores, string first, string last)
    {
        LossText rows = new(text, loss, scores);
        rows.Parameters();
        rows.WithoutLabels(first, last);
        using (rows.w.Block("if (labelled)"))
        {
            if (loss is ElementLossStep)
                rows.DeclareElements();

            using (rows.w.Block($"for (int image = {first}; image < {last}; image++)"))
                rows.Image();
        }
    }

    private void Parameters()
    {
        Size number = text.Plan.Graph.NumberOf(loss.Node);
        text.Parameter("bool", "labelled", "HasLabels");
        if (loss is ElementLossStep)
            text.Parameter("ReadOnlySpan<float>", "targets", $"TargetsOf({number})");
        else
            text.Parameter("ReadOnlySpan<int>", "labels", $"LabelsOf({number})");

        text.Parameter("ReadOnlySpan<float>", "weights", $"WeightsOf({number})");
        text.Parameter("Span<float>", "losses", $"LossesOf({number})");
        if (loss is not ElementLossStep)
            text.Parameter("Span<int>", "ranks", $"RanksOf({number})");

        if (gradient is not null)
            text.Parameter("float", "share", "ImageShare");
    }

    private void WithoutLabels(string first, string last)
    {
        if (gradient is null || !text.Plan.Graph.HasOwnLoss)
            return;

        w.Line("// Without labels the loss adds nothing to the derivative that the caller gives.");
        w.Line("if (!labelled)");
        w.Line($"    {gradient.Name}.Slice(({first}) * {gradient.Image}, (({last}) - ({first})) * {gradient.Image}).Clear();");
        w.Line();
    }

    private void Image()
    {
        if (Pixels == 1)
        {
            Row("image");
            return;
        }

        using (w.Block($"for (int pixel = 0; pixel < {Pixels}; pixel++)"))
        {
            w.Line($"int row = (image * {Pixels}) + pixel;");
            Row("row");
        }
    }

    private void Row(string row)
    {
        switch (loss)
        {
            case SoftmaxLossStep:
                w.Line($"losses[{row}] = weights[{row}] * global::Kiln.Numerics.SoftmaxLoss.Row({Slice(scores, row)}, labels[{row}], {Scale} * weights[{row}], {Slice(gradient!, row)}, out ranks[{row}]);");
                break;
            case ClassLossStep step:
                Row(step, row);
                break;
            case ElementLossStep step:
                Row(step, row);
                break;
            default:
                throw new NotSupportedException($"{loss} has no text");
        }
    }

    private string Scale => loss.Weight == 1 ? "share" : $"{VectorText.Literal(loss.Weight)} * share";

    /// <summary>One number of a few: an expression of vectors, each of one number in all lanes, of which the first lane counts.</summary>
    private void Row(ClassLossStep step, string row)
    {
        string[] names = ["labelled0", "rival0", "rank0"];
        w.Line($"ReadOnlySpan<float> x = {Slice(scores, row)};");
        w.Line($"int label = labels[{row}], rival = -1, rank = label < 0 ? -1 : ClassRank.Of(x, label, out rival);");
        w.Line($"ranks[{row}] = rank;");
        w.Line($"losses[{row}] = 0;");
        if (gradient is not null)
        {
            w.Line($"Span<float> dx = {Slice(gradient, row)};");
            w.Line("dx.Clear();");
        }

        using (w.Block("if (label >= 0)"))
        {
            string[] numbers = ["x[label]", "rival < 0 ? float.NegativeInfinity : x[rival]", "(float)rank"];
            for (int operand = 0; operand < names.Length; operand++)
            {
                if (new[] { step.Loss, step.OfLabel, step.OfRival }.Any(expression => expression.Uses(operand) > 0))
                    w.Line($"{v.Type} {names[operand]} = {v.Broadcast(numbers[operand])};");
            }

            w.Line($"losses[{row}] = weights[{row}] * {Number(step.Loss)};");
            if (gradient is null)
                return;

            w.Line($"float scale = {Scale} * weights[{row}];");
            if (step.OfRival is not Constant { Value: 0 })
            {
                w.Line("if (rival >= 0)");
                w.Line($"    dx[rival] = scale * {Number(step.OfRival)};");
            }

            w.Line($"dx[label] = scale * {Number(step.OfLabel)};");
        }

        string Number(Expression expression) => $"{new ExpressionText(v, text.Helpers).Of(expression, names)}.ToScalar()";
    }

    private void DeclareElements()
    {
        text.Reference("scored", scores.Name);
        if (gradient is not null)
            text.Reference("slopes", gradient.Name);

        text.Reference("wanted", "targets");
        text.Reference("counts", "weights");
        w.Line($"Span<float> parts = stackalloc float[{(Size)v.Lanes}];");
        if (gradient is not null)
            w.Line($"{v.Type} scale = {v.Broadcast(Scale)};");
    }

    /// <summary>Vectors of elements. Their losses are added in the order of the channels: the same bits with vectors of every width. One sum of some hundred floats in a row
    /// would lose digits, so it is a double.</summary>
    private void Row(ElementLossStep step, string row)
    {
        w.Line($"nuint at = (nuint)({Index(scores, row)}), by = (nuint){row} * {Classes};");
        if (gradient is not null)
            w.Line($"nuint to0 = (nuint)({Index(gradient, row)});");

        w.Line("double sum = 0;");
        MapLoops.Vectors(text, Classes, (channel, lanes) =>
        {
            string[] operands = [text.Unique("score"), text.Unique("target"), text.Unique("weight"), "scale"];
            w.Line($"{v.Type} {operands[0]} = {v.Load("scored", $"at + {channel}")};");
            w.Line($"{v.Type} {operands[1]} = {v.Load("wanted", $"by + {channel}")};");
            w.Line($"{v.Type} {operands[2]} = {v.Load("counts", $"by + {channel}")};");
            w.Line($"{new ExpressionText(v, text.Helpers).Of(w, step.Counted, operands, text.Unique)}.CopyTo(parts);");
            w.Line($"for (int lane = 0; lane < {(Size)lanes}; lane++)");
            w.Line("    sum += parts[lane];");
            if (gradient is not null)
                w.Line(v.Store(new ExpressionText(v, text.Helpers).Of(w, step.CountedSlope, operands, text.Unique), "slopes", $"to0 + {channel}", lanes));
        });
        w.Line($"losses[{row}] = (float)sum;");
    }

    /// <summary>The channels of a pixel.</summary>
    private string Slice(MapText map, string row) => $"{map.Name}.Slice({Index(map, row)}, {Classes})";

    /// <summary>Where a pixel's channels start, in a map with or without a border.</summary>
    private static string Index(MapText map, string row) => map.Layout.HasHalo
        ? row == "image" ? MapText.Index(("1", map.Origin()), ("image", map.Image)) : MapText.Index(("1", map.Origin()), ("image", map.Image), ($"(pixel / {map.Width})", map.Row), ($"(pixel % {map.Width})", map.Pixel))
        : MapText.Index((row, map.Pixel));
}

using System;
using System.Linq;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Gpu;

/// <summary>Losses: a warp takes the scores of a pixel, as of all reductions along channels.</summary>
internal sealed class LossText
{
    private readonly GpuKernelText text;
    private readonly SourceWriter w;
    private readonly LossStep loss;
    private readonly string x, hasLabels, labels, weights, losses;

    private LossText(GpuKernelText text)
    {
        this.text = text;
        w = text.Body;
        loss = (LossStep)text.Kernel.Main;
        x = text.Array(loss.Scores);
        RowText.Begin(text, loss.Scores);
        bool isElement = loss is ElementLossStep;
        hasLabels = text.Parameter("int", "hasLabels", "new(GpuArgumentKind.HasLabels)");
        labels = Given(isElement ? "float" : "int", isElement ? "targets" : "labels", "Labels");
        weights = Given("float", "weights", "Weights");
        losses = Given("float", "losses", "Losses");
    }

    private int Classes => loss.Scores.Shape.Channels;

    /// <summary>What a gradient is multiplied by, beside the weight of its row or element.</summary>
    private string Scale
    {
        get
        {
            string share = text.Parameter("float", "share", "new(GpuArgumentKind.ImageShare)");
            return loss.Weight == 1 ? share : $"({ScalarText.Literal(loss.Weight)} * {share})";
        }
    }

    public static void WriteSoftmax(GpuKernelText text) => new LossText(text).Softmax();

    public static void WriteClasses(GpuKernelText text) => new LossText(text).ClassLoss((ClassLossStep)text.Kernel.Main);

    public static void WriteElements(GpuKernelText text) => new LossText(text).Elements((ElementLossStep)text.Kernel.Main);

    private string Given(string type, string name, string kind) =>
        text.Parameter($"ArrayView<{type}>", name, FormattableString.Invariant($"new(GpuArgumentKind.{kind}, {text.Plan.Graph.NumberOf(loss.Node)})"));

    private void Softmax()
    {
        string g = text.Array(loss.Gradient!);
        Label();
        RowText.Maximum(w, x, Classes);
        w.Line();
        w.Line("float sum = 0, above = 0;");
        using (RowText.Channels(w, Classes))
        {
            w.Line($"float score = {x}[row + k];");
            w.Line($"float e = {RowText.Exponential(text, "score")};");
            w.Line($"{g}[row + k] = e;");
            w.Line("sum += e;");
            CountAbove();
        }

        RowText.Combine(w, "sum", "sum += shared[lane];", restart: "sum = 0;");
        RowText.Combine(w, "above", "above += shared[lane];", restart: "above = 0;");
        w.Line();
        w.Line($"float scale = {Scale} * weight;");
        using (RowText.Channels(w, Classes))
            w.Line($"{g}[row + k] = label < 0 ? 0 : ({g}[row + k] * (scale / sum)) - (k == label ? scale : 0);");

        Store($"max + {text.Scalars.Of(Function.Log.Of(new Operand(0)), ["sum"])} - labelled");
    }

    private void ClassLoss(ClassLossStep step)
    {
        string[] operands = ["labelled", "best", "above"];
        Label();
        w.Line("float above = 0;");
        if (step.NeedsRival)
            w.Line("float best = float.NegativeInfinity, rival = float.PositiveInfinity;");

        using (RowText.Channels(w, Classes))
        {
            w.Line($"float score = {x}[row + k];");
            CountAbove();
            if (step.NeedsRival)
                w.Line("best = k != label && (score > best || float.IsNaN(score)) ? score : best;");
        }

        RowText.Combine(w, "above", "above += shared[lane];", restart: "above = 0;");
        if (step.NeedsRival)
        {
            // A score that is not a number is the best, so that the loss is none either.
            RowText.Combine(w, "best", "best = shared[lane] > best || float.IsNaN(shared[lane]) ? shared[lane] : best;", restart: "best = float.NegativeInfinity;");
            using (RowText.Channels(w, Classes))
                w.Line($"rival = k != label && {x}[row + k] == best ? IntrinsicMath.Min(rival, k) : rival;");

            RowText.Combine(w, "rival", "rival = IntrinsicMath.Min(rival, shared[lane]);");
        }

        w.Line();
        if (step.Gradient is { } gradient)
        {
            w.Line($"float scale = {Scale} * weight;");
            w.Line($"float ofLabel = {text.Scalars.Of(step.OfLabel, operands)};");
            bool pullsRival = step.OfRival is not Constant { Value: 0 };
            if (pullsRival)
                w.Line($"float ofRival = {text.Scalars.Of(step.OfRival, operands)};");

            string rival = pullsRival ? "k == rival ? scale * ofRival : 0" : "0";
            using (RowText.Channels(w, Classes))
                w.Line($"{text.Array(gradient)}[row + k] = label < 0 ? 0 : k == label ? scale * ofLabel : {rival};");
        }

        Store(text.Scalars.Of(step.Loss, operands));
    }

    private void Elements(ElementLossStep step)
    {
        string[] operands = ["score", "target", "weight", "scale"];
        w.Line("float sum = 0;");
        if (step.Gradient is not null)
            w.Line($"float scale = {Scale};");

        using (RowText.Channels(w, Classes))
        {
            w.Line($"float score = {x}[row + k], target = {labels}[row + k], weight = {hasLabels} != 0 ? {weights}[row + k] : 0;");
            w.Line($"sum += {text.Scalars.Of(step.Counted, operands)};");
            if (step.Gradient is { } gradient)
                w.Line($"{text.Array(gradient)}[row + k] = {text.Scalars.Of(step.CountedSlope, operands)};");
        }

        RowText.Combine(w, "sum", "sum += shared[lane];", restart: "sum = 0;");
        w.Line($"if (Group.IdxX == 0 && {hasLabels} != 0)");
        w.Line($"    {losses}[Grid.IdxX] = sum;");
    }

    private void Label()
    {
        w.Line($"int label = {hasLabels} != 0 ? {labels}[Grid.IdxX] : -1;");
        w.Line($"float labelled = {x}[row + IntrinsicMath.Max(label, 0)], weight = {weights}[Grid.IdxX];");
    }

    /// <summary>A score that is not a number counts as above: a network that diverged must not look faultless.</summary>
    private void CountAbove() => w.Line("above += !(score < labelled) && (score != labelled || k < label) ? 1 : 0;");

    private void Store(string value)
    {
        string ranks = Given("int", "ranks", "Ranks");
        using (w.Block($"if (Group.IdxX == 0 && {hasLabels} != 0)"))
        {
            w.Line($"{losses}[Grid.IdxX] = label < 0 ? 0 : weight * ({value});");
            w.Line($"{ranks}[Grid.IdxX] = label < 0 ? -1 : (int)above;");
        }
    }
}

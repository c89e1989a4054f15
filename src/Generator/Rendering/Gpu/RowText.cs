using System;
using System.Collections.Generic;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Gpu;
using Kiln.Generator.Rendering.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Gpu;

/// <summary>Reductions along the channels of each pixel: a warp takes a pixel, its threads every 32nd channel, and then all of them combine the 32 results in order.</summary>
internal static class RowText
{
    public static void WriteSoftmax(GpuKernelText text)
    {
        SoftmaxForward step = (SoftmaxForward)text.Kernel.Main;
        SourceWriter w = text.Body;
        string x = text.Array(step.Input), y = text.Array(step.Output);
        Begin(text, step.Input);
        Maximum(w, x, step.Input.Shape.Channels);
        w.Line("float sum = 0;");
        using (Channels(w, step.Input.Shape.Channels))
        {
            w.Line($"float e = {Exponential(text, $"{x}[row + k]")};");
            w.Line($"{y}[row + k] = e;");
            w.Line("sum += e;");
        }

        Combine(w, "sum", "sum += shared[lane];", restart: "sum = 0;");
        using (Channels(w, step.Input.Shape.Channels))
            w.Line($"{y}[row + k] /= sum;");
    }

    public static void WriteSoftmaxBackward(GpuKernelText text)
    {
        SoftmaxBackward step = (SoftmaxBackward)text.Kernel.Main;
        SourceWriter w = text.Body;
        string g = text.Array(step.Gradient), p = text.Array(step.Probabilities), y = text.Array(step.Output);
        Begin(text, step.Gradient);
        w.Line("float sum = 0;");
        using (Channels(w, step.Gradient.Shape.Channels))
            w.Line($"sum += {g}[row + k] * {p}[row + k];");

        Combine(w, "sum", "sum += shared[lane];", restart: "sum = 0;");
        using (Channels(w, step.Gradient.Shape.Channels))
            w.Line($"{y}[row + k] = {p}[row + k] * ({g}[row + k] - sum);");
    }

    /// <summary>Loss, rank and gradient of every row of scores.</summary>
    public static void WriteLoss(GpuKernelText text)
    {
        SoftmaxLossStep step = (SoftmaxLossStep)text.Kernel.Main;
        SourceWriter w = text.Body;
        int number = text.Plan.Graph.NumberOf(step.Node), classes = step.Scores.Shape.Channels;
        string x = text.Array(step.Scores), g = text.Array(step.Gradient);
        Begin(text, step.Scores);
        string hasLabels = text.Parameter("int", "hasLabels", "new(GpuArgumentKind.HasLabels)");
        string labels = text.Parameter("ArrayView<int>", "labels", FormattableString.Invariant($"new(GpuArgumentKind.Labels, {number})"));
        string losses = text.Parameter("ArrayView<float>", "losses", FormattableString.Invariant($"new(GpuArgumentKind.Losses, {number})"));
        string ranks = text.Parameter("ArrayView<int>", "ranks", FormattableString.Invariant($"new(GpuArgumentKind.Ranks, {number})"));
        string share = text.Parameter("float", "share", "new(GpuArgumentKind.ImageShare)");
        w.Line($"int label = {hasLabels} != 0 ? {labels}[Grid.IdxX] : -1;");
        w.Line($"float labelled = {x}[row + IntrinsicMath.Max(label, 0)];");
        Maximum(w, x, classes);
        w.Line();
        w.Line("// A score that is not a number counts as above: a network that diverged must not look faultless.");
        w.Line("float sum = 0, above = 0;");
        using (Channels(w, classes))
        {
            w.Line($"float score = {x}[row + k];");
            w.Line($"float e = {Exponential(text, "score")};");
            w.Line($"{g}[row + k] = e;");
            w.Line("sum += e;");
            w.Line("above += !(score < labelled) && (score != labelled || k < label) ? 1 : 0;");
        }

        Combine(w, "sum", "sum += shared[lane];", restart: "sum = 0;");
        Combine(w, "above", "above += shared[lane];", restart: "above = 0;");
        w.Line();
        string scale = step.Weight == 1 ? share : $"({ScalarText.Literal(step.Weight)} * {share})";
        using (Channels(w, classes))
            w.Line($"{g}[row + k] = label < 0 ? 0 : ({g}[row + k] * ({scale} / sum)) - (k == label ? {scale} : 0);");

        using (w.Block($"if (Group.IdxX == 0 && {hasLabels} != 0)"))
        {
            w.Line($"{losses}[Grid.IdxX] = label < 0 ? 0 : max + {text.Scalars.Of(Function.Log.Of(new Operand(0)), ["sum"])} - labelled;");
            w.Line($"{ranks}[Grid.IdxX] = label < 0 ? -1 : (int)above;");
        }
    }

    private static string Exponential(GpuKernelText text, string score) => text.Scalars.Of(Function.Exp.Of(new Operand(0) - new Operand(1)), [score, "max"]);

    /// <summary>Lets a warp take each pixel of a map, and declares the index of its first channel, <c>row</c>.</summary>
    public static void Begin(GpuKernelText text, Value map)
    {
        text.GridOfImages(map.Shape.Pixels, 1, GpuLimits.Warp);
        text.SharedBytes = GpuLimits.Warp * sizeof(float);
        text.Reason = "A warp takes the channels of one pixel.";
        text.Body.Line($"ArrayView<float> shared = SharedMemory.Allocate<float>({GpuLimits.Warp});");
        text.Body.Line($"int row = Grid.IdxX * {map.Shape.Channels};");
    }

    /// <summary>A loop over those channels, <c>k</c>, that a thread of the warp takes.</summary>
    public static SourceWriter.Scope Channels(SourceWriter w, int channels) => w.Block($"for (int k = Group.IdxX; k < {channels}; k += {GpuLimits.Warp})");

    private static void Maximum(SourceWriter w, string x, int channels)
    {
        w.Line("float max = float.NegativeInfinity;");
        using (Channels(w, channels))
            w.Line($"max = IntrinsicMath.Max(max, {x}[row + k]);");

        Combine(w, "max", "max = IntrinsicMath.Max(max, shared[lane]);");
    }

    /// <summary>Gives every thread what all of them found.</summary>
    public static void Combine(SourceWriter w, string value, string combine, string restart = "")
    {
        w.Line($"shared[Group.IdxX] = {value};");
        w.Line("Group.Barrier();");
        if (restart.Length > 0)
            w.Line(restart);

        w.Line($"for (int lane = 0; lane < {GpuLimits.Warp}; lane++)");
        w.Line($"    {combine}");
        w.Line("Group.Barrier();");
    }
}

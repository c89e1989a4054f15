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

    /// <summary>exp of a score less the maximum.</summary>
    public static string Exponential(GpuKernelText text, string score) => text.Scalars.Of(Function.Exp.Of(new Operand(0) - new Operand(1)), [score, "max"]);

    /// <summary>Lets a warp take each pixel of a map, and declares the index of its first channel, <c>row</c>, and what its threads share.</summary>
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

    /// <summary>Declares the maximum of a row.</summary>
    public static void Maximum(SourceWriter w, string x, int channels)
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

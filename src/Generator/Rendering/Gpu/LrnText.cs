using System;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Gpu;

/// <summary>Local response normalisation, a thread an element: the channels of its window are in the nearest cache.</summary>
internal static class LrnText
{
    public static void WriteForward(GpuKernelText text)
    {
        LrnForward step = (LrnForward)text.Kernel.Main;
        ElementText.Write(text, step.Output, () =>
        {
            Squares(text, step.Layer, text.Array(step.Input), "c", "scale");
            text.Body.Line($"float value = {text.Array(step.Input)}[element] * {Raised(text, "scale", -step.Layer.Beta)};");
            return "value";
        });
    }

    public static void WriteBackward(GpuKernelText text)
    {
        LrnBackward step = (LrnBackward)text.Kernel.Main;
        SourceWriter w = text.Body;
        int after = step.Layer.Size - 1 - ((step.Layer.Size - 1) / 2), before = (step.Layer.Size - 1) / 2, channels = step.Input.Shape.Channels;
        string x = text.Array(step.Input), g = text.Array(step.Gradient);
        ElementText.Write(text, step.Output, () =>
        {
            Squares(text, step.Layer, x, "c", "scale");
            w.Line($"float value = {g}[element] * {Raised(text, "scale", -step.Layer.Beta)}, others = 0;");
            w.Line("// All channels whose windows hold this one.");
            using (w.Block($"for (int k = IntrinsicMath.Max(0, c - {after}); k <= IntrinsicMath.Min({channels - 1}, c + {before}); k++)"))
            {
                Squares(text, step.Layer, x, "k", "other");
                w.Line($"others += {g}[element - c + k] * {x}[element - c + k] * {Raised(text, "other", -step.Layer.Beta - 1)};");
            }

            w.Line($"value += {ScalarText.Literal(-2 * step.Layer.Alpha * step.Layer.Beta)} * {x}[element] * others;");
            return "value";
        });
    }

    /// <summary>Declares κ + α Σ x² of the window of a channel.</summary>
    private static void Squares(GpuKernelText text, Lrn layer, string x, string channel, string name)
    {
        SourceWriter w = text.Body;
        int before = (layer.Size - 1) / 2, after = layer.Size - 1 - before, channels = text.Kernel.Main.Writes[0].Shape.Channels;
        w.Line($"float {name} = 0;");
        w.Line($"for (int t = IntrinsicMath.Max(0, {channel} - {before}); t <= IntrinsicMath.Min({channels - 1}, {channel} + {after}); t++)");
        w.Line($"    {name} += {x}[element - c + t] * {x}[element - c + t];");
        w.Line($"{name} = ({name} * {ScalarText.Literal(layer.Alpha)}) + {ScalarText.Literal(layer.Least)};");
    }

    private static string Raised(GpuKernelText text, string x, double exponent) => text.Scalars.Of(Power.Of(new Operand(0), exponent), [x]);
}

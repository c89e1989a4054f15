using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Softmax and log loss, row by row of scores.</summary>
internal static class LossText
{
    /// <summary>A loss that stands alone.</summary>
    public static void Write(KernelText text)
    {
        SoftmaxLossStep loss = (SoftmaxLossStep)text.Kernel.Kernel.Main;
        text.Parameter("int", "images", "images");
        Rows(text, loss, text.Read(Value.Activation(loss.Input)), "from", "to");
    }

    /// <summary>Losses, ranks and gradients of the images from <paramref name="first"/> to <paramref name="last"/>, if the run has labels.</summary>
    public static void Rows(KernelText text, SoftmaxLossStep loss, MapText scores, string first, string last)
    {
        SourceWriter w = text.Body;
        MapText gradient = text.Write(Value.Gradient(loss.Input));
        text.Parameter("bool", "labelled", "HasLabels");
        text.Parameter("ReadOnlySpan<int>", "labels", "Labels");
        text.Parameter("Span<float>", "losses", "Losses");
        text.Parameter("Span<int>", "ranks", "Ranks");

        int pixels = scores.Shape.Height * scores.Shape.Width, classes = scores.Shape.Channels;
        using (w.Block("if (labelled)"))
        using (w.Block($"for (int row = ({first}) * {pixels}; row < ({last}) * {pixels}; row++)"))
        {
            w.Line($"losses[row] = global::Kiln.Numerics.SoftmaxLoss.Row({scores.Name}.Slice(row * {classes}, {classes}), labels[row], 1f / images, {gradient.Name}.Slice(row * {classes}, {classes}), out ranks[row]);");
        }
    }
}

using System;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>What both kernels for the gradient of a convolution's input share: a padded map of the thread's own to add to, and the copy out of it.</summary>
/// <remarks>Windows overlap, so gradients are sums over positions. They are added up in memory of the thread's own, which has the padding that
/// the gradient's map lacks; a whole vector may run past a row's end there, adding zeros.</remarks>
internal sealed class InputGradientText
{
    private readonly KernelText text;
    private readonly SourceWriter w;
    private readonly VectorText v;
    private readonly ConvStep conv;

    public InputGradientText(KernelText text)
    {
        this.text = text;
        w = text.Body;
        v = text.Vector;
        conv = (ConvStep)text.Kernel.Kernel.Main;
        text.Parameter("Span<float>", "scratch", "Scratch(worker)");
        text.Reference("sums", "scratch");
    }

    /// <summary>Floats from one padded row to the next.</summary>
    public int Row => KernelPlanner.PaddedRow(conv);

    /// <summary>Floats from one padded image to the next.</summary>
    public int Image => KernelPlanner.PaddedImage(conv);

    /// <summary>Writes the copy of the sums of one image to the gradient's map, masked where a rectification made the input.</summary>
    /// <param name="image">Index of the image in the batch.</param>
    /// <param name="sumsAt">Where its sums start.</param>
    public void CopyOut(string image, string sumsAt)
    {
        Window window = conv.Layer.Extent;
        Shape shape = conv.Input.Shape;
        ReluBackward? relu = text.Kernel.Kernel.Steps.OfType<ReluBackward>().FirstOrDefault(step => step.Node == conv.Input);
        MapText gradient = text.Write(Value.Gradient(relu?.Input ?? conv.Input));
        MapText? mask = relu is null ? null : text.Read(Value.Activation(relu.Mask));
        bool plain = Image == shape.Count && mask?.Layout.HasHalo != true;
        (int rows, int row) = plain ? (1, (int)shape.Count) : (shape.Height, shape.Width * shape.Channels);

        w.Line(FormattableString.Invariant($"// The finished gradient of the image{(mask is null ? string.Empty : ", where the rectified input was above 0")}."));
        if (mask is not null)
            text.Reference("mask", mask);

        text.Reference("outputs", gradient);
        void Line(string y)
        {
            string from = MapText.Index((sumsAt, 1), (y, Row), ("1", (window.PadTop * Row) + (window.PadLeft * shape.Channels)));
            string to = MapText.Index((image, gradient.Image), (y, gradient.Row));
            string? masked = mask is null ? null : MapText.Index((image, mask.Image), ("1", mask.Origin()), (y, mask.Row));
            MapLoops.Vectors(text, row, (index, lanes) => Move(from, to, masked, index, lanes));
        }

        if (rows == 1)
        {
            Line("0");
            return;
        }

        using (w.Block($"for (nuint row = 0; row < {rows}; row++)"))
            Line("row");
    }

    private void Move(string from, string to, string? masked, string index, int lanes)
    {
        string sum = v.Load("sums", $"{from} + {index}");
        if (masked is not null)
            sum = VectorText.WherePositive(sum, v.Load("mask", $"{masked} + {index}"));

        w.Line(VectorText.StoreFirst(sum, "outputs", $"{to} + {index}", lanes));
    }
}

using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>What all kernels for the gradient of a convolution's input share: a padded map of the thread's own to add to, and the copy out of it.</summary>
/// <remarks>Windows overlap, so gradients are sums over positions. They are added up in memory of the thread's own, which has the padding that
/// the gradient's map lacks; a whole vector may run past a row's end there, adding zeros.</remarks>
internal sealed class InputGradientText
{
    private readonly KernelText text;
    private readonly SourceWriter w;
    private readonly VectorText v;
    private readonly ConvGeometry geometry;
    private readonly EpilogueText epilogue;
    private readonly PaddedMap padded;

    public InputGradientText(KernelText text)
    {
        this.text = text;
        w = text.Body;
        v = text.Vector;
        ConvStep conv = (ConvStep)text.Kernel.Kernel.Main;
        geometry = conv.Geometry;
        padded = PaddedMap.Of(conv);
        epilogue = new EpilogueText(text, conv.Writes[0]);
        text.Parameter("Span<float>", "scratch", "Scratch(worker)");
        text.Reference("sums", "scratch");
        epilogue.Declare();
    }

    /// <summary>Floats from one padded row to the next.</summary>
    public long Row => padded.Row;

    /// <summary>Floats from one padded image to the next.</summary>
    public long Image => padded.Image;

    /// <summary>Writes the copy of the sums of one image to the gradient's map, through the epilogue.</summary>
    /// <param name="image">Index of the image in the batch.</param>
    /// <param name="sumsAt">Where its sums start.</param>
    public void CopyOut(string image, string sumsAt)
    {
        Window window = geometry.Window;
        Shape shape = geometry.Input;
        w.Line("// The finished gradient of the image.");
        using (w.Block($"for (nuint line = 0; line < {shape.Height}; line++)"))
        {
            string from = MapText.Index((sumsAt, 1), ("line", Row), ("1", (window.PadTop * Row) + ((long)window.PadLeft * shape.Channels)));
            w.Line($"nuint source = {from};");
            if (epilogue.ReadsChannels)
            {
                using (w.Block($"for (nuint x = 0; x < {shape.Width}; x++)"))
                    MapLoops.Vectors(text, shape.Channels, (channel, lanes) => Element($"(x * {(Size)shape.Channels}) + {channel}", channel, lanes));
            }
            else
            {
                MapLoops.Vectors(text, (long)shape.Width * shape.Channels, (index, lanes) => Element(index, index, lanes));
            }
        }

        void Element(string index, string channel, int lanes)
        {
            string register = text.Unique("value");
            w.Line($"{v.Type} {register} = {v.Load("sums", $"source + {index}")};");
            epilogue.Emit(
                [register], map => MapText.Index((image, map.Image), ("1", map.Origin()), ("line", map.Row), (index, 1)), channel, lanes);
        }
    }
}

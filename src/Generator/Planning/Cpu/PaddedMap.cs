using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>The input of a convolution with its padding, and with what the last tile reaches beyond it: where kernels add up its gradient.</summary>
/// <param name="Row">Floats of a row.</param>
/// <param name="Image">Floats of an image.</param>
internal readonly record struct PaddedMap(long Row, long Image)
{
    public static PaddedMap Of(ConvStep conv)
    {
        Window reach = conv.Reach;
        Shape input = conv.Geometry.Input;
        long row = (input.Width + reach.Horizontal.Pads) * input.Channels;
        return new PaddedMap(row, (input.Height + reach.Vertical.Pads) * row);
    }
}

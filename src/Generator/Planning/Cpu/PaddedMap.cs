using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu.Fast;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>The input of a convolution with its padding, and with what the last tile reaches beyond it: where kernels add up its gradient.</summary>
/// <param name="Row">Floats of a row.</param>
/// <param name="Image">Floats of an image.</param>
internal readonly record struct PaddedMap(long Row, long Image)
{
    public static PaddedMap Of(ConvStep conv)
    {
        Window window = conv.Geometry.Window;
        Winograd? algorithm = (conv as WinogradStep)?.Algorithm;
        Shape input = conv.Geometry.Input, output = conv.Geometry.Output;
        long row = ((long)input.Width + window.PadLeft + window.PadRight + (algorithm?.Overhang(output.Width) ?? 0)) * input.Channels;
        return new PaddedMap(row, ((long)input.Height + window.PadTop + window.PadBottom + (algorithm?.Overhang(output.Height) ?? 0)) * row);
    }
}

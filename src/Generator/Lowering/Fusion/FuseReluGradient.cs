using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Fusion;

/// <summary>A convolution's gradient by its input, then the mask of the rectification that made the input: applied while the image's gradient is in cache.</summary>
internal sealed class FuseReluGradient : IFusionRule
{
    public KernelProgram? Apply(KernelProgram program) => Merging.AppendReader(
        program,
        (writer, reader) => writer.Last() is ConvBackwardInput && reader is { Steps: [ReluBackward] });
}

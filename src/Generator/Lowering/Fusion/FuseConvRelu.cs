using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Fusion;

/// <summary>Convolution, then rectification (also behind a fused pool): one maximum a register before it is stored.</summary>
/// <remarks>The rectification's backward step reads its output, so the sum before it is needed nowhere.</remarks>
internal sealed class FuseConvRelu : IFusionRule
{
    public KernelProgram? Apply(KernelProgram program) => Merging.AppendReader(
        program,
        (writer, reader) => writer.Main is ConvForward && writer.Find<ReluForward>() is null && reader is { Steps: [ReluForward] });
}

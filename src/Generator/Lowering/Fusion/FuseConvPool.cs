using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Fusion;

/// <summary>
/// Convolution (rectified or not), then maximum. Forward, the sums of one pooling window stay in registers and the map before the pool is
/// never written. Backward, the pool's step becomes part of each backward kernel of the convolution: only the winner of a window has a
/// gradient, so those kernels do one position's work a window, and the map of gradients before the pool is never written either.
/// </summary>
/// <remarks>Only where no sum would be computed twice (stride at least the window), no window is clipped (no pad), and the sums of a window fit
/// the registers.</remarks>
internal sealed class FuseConvPool : IFusionRule
{
    /// <summary>Accumulators of the smallest tile that leave registers for a weight and a broadcast: 16 of AVX2, less 4.</summary>
    private const int MostPositions = 12;

    public KernelProgram? Apply(KernelProgram program)
    {
        foreach (Kernel conv in program.Kernels)
        {
            if (conv.Main is not ConvForward || conv.Find<MaxPoolForward>() is not null)
                continue;

            Value map = Value.Activation(conv.Last().Node);
            Kernel[] readers = [.. program.Readers(map)];
            if (!program.IsRead(map)
                && readers.FirstOrDefault(reader => reader.Steps is [MaxPoolForward]) is { } pool && Fits(pool.Find<MaxPoolForward>()!.Layer.Extent)
                && readers.All(reader => reader == pool || reader.Steps is [ReluBackward relu] && relu.Node == map.Node))
            {
                return Merge(program, conv, pool);
            }
        }

        return null;
    }

    private static bool Fits(Window window) =>
        !window.HasPad && window.StrideY >= window.Height && window.StrideX >= window.Width && window.Height * window.Width <= MostPositions;

    private static KernelProgram Merge(KernelProgram program, Kernel conv, Kernel pool)
    {
        Node pooled = pool.Last().Node;
        HashSet<Node> routed = [pooled, .. conv.Steps.Skip(1).Select(step => step.Node)];
        Kernel[] alone = [.. program.Kernels.Where(kernel => kernel.Steps is [MaxPoolBackward or ReluBackward] && routed.Contains(kernel.Last().Node))];

        // At the winner of a window the rectified output is the pooled one, so the pool's output is the mask.
        Step[] route = [.. alone.Select(kernel => kernel.Last()).Select(step => step is ReluBackward relu ? relu with { Mask = pooled } : step)];

        IEnumerable<Kernel> merged =
            from kernel in program.Kernels
            where kernel != pool && !alone.Contains(kernel)
            select kernel == conv ? conv with { Steps = [.. conv.Steps, .. pool.Steps] }
                : IsBackwardOf(kernel, conv.Main.Node) ? kernel with { Steps = [.. route, .. kernel.Steps] }
                : kernel;

        return program with { Kernels = [.. merged] };
    }

    private static bool IsBackwardOf(Kernel kernel, Node conv) =>
        kernel.Main is ConvBackwardInput or ConvBackwardWeights or ConvBackwardBiases && kernel.Main.Node == conv;
}

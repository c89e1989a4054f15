using System.Linq;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Fusion;

/// <summary>The convolution that computes the scores, then the loss: a row of scores is turned into loss and gradient while it is in L1.</summary>
/// <remarks>The scores themselves are stored: they are what Forward returns.</remarks>
internal sealed class FuseScoresLoss : IFusionRule
{
    public KernelProgram? Apply(KernelProgram program)
    {
        foreach (Kernel loss in program.Kernels)
        {
            if (loss.Steps is not [SoftmaxLossStep step])
                continue;

            Kernel? scores = program.Kernels.FirstOrDefault(kernel => kernel.Steps is [ConvForward conv] && conv.Node == step.Input);
            if (scores is not null)
            {
                return program with
                {
                    Kernels = [.. from kernel in program.Kernels
                                  where kernel != loss
                                  select kernel == scores ? scores with { Steps = [.. scores.Steps, step] } : kernel],
                };
            }
        }

        return null;
    }
}

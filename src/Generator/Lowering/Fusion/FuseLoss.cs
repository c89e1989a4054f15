using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Fusion;

/// <summary>The convolution that computes the scores, then the loss: a row of scores is turned into loss and gradient while it is in cache.</summary>
/// <remarks>The scores themselves are stored: they are what Forward returns.</remarks>
internal static class FuseLoss
{
    public static bool Apply(KernelList list, Kernel reader, IFusionPolicy policy) =>
        reader.Main is LossStep loss
        && list.Uses.Writer(loss.Scores) is { Main: ConvForward conv, Epilogue.Count: 0, Tail: null } writer
        && policy.KeepsScores(conv)
        && list.Merge(writer, reader, writer with { Tail = loss });
}

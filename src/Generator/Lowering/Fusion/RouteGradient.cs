using System.Linq;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Fusion;

/// <summary>The gradient of a pool after a convolution, whose forward steps were merged: the convolution's backward kernels visit the winner of each window,
/// one position's work a window, and the map of gradients before the pool is never written.</summary>
/// <remarks>A sum over all positions is the sum over all windows, whichever position won.</remarks>
internal static class RouteGradient
{
    public static bool Apply(KernelList list, Kernel kernel, IFusionPolicy policy)
    {
        if (kernel.Main is not MaxPoolBackward route || kernel.Epilogue.Count > 0)
            return false;

        foreach (Kernel sum in list.Uses.Readers(route.Output).Where(reader => reader.Main is ChannelSums { IsPlain: true }).ToArray())
            list.Replace(sum, sum with { Main = (ChannelSums)sum.Main with { Operands = [route.Gradient] } });

        Kernel[] readers = [.. list.Uses.Readers(route.Output)];
        if (list.Uses.Writer(route.Winners) is not { Main: ConvForward conv } forward
            || forward.Find<MaxPoolForward>() is not { } pool
            || !readers.All(reader => reader is { Main: ConvBackwardInput or ConvBackwardWeights, Prologue: null } && reader.Main.Node == conv.Node)
            || list.Program.ReadByCaller.Contains(route.Output)
            || !policy.VisitsWinners(conv, pool))
        {
            return false;
        }

        list.Remove(kernel);
        foreach (Kernel reader in readers)
            list.Replace(reader, reader with { Prologue = route });

        return true;
    }
}

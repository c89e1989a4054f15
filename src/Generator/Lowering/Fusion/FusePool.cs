using System.Linq;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Fusion;

/// <summary>Convolution, then maximum: the sums of one pooling window stay in registers and the map before the pool is never written.</summary>
/// <remarks>Only where no sum would be computed twice (disjoint windows) and no window is clipped (no pad).</remarks>
internal static class FusePool
{
    public static bool Apply(KernelList list, Kernel reader, IFusionPolicy policy)
    {
        if (reader.Main is not MaxPoolForward pool || list.Uses.Writer(pool.Input) is not { Main: ConvForward conv, Tail: null } writer || writer.Pass != reader.Pass)
            return false;

        // Before the maximum, expressions are applied to every position of the window: they may read numbers per channel, but no other map.
        bool isPlain = writer.Epilogue.All(step => step is MapStep map && map.Operands.Count(operand => operand.Extent is Extent.Image or Extent.Random) == 1);
        bool staysInside = new[] { conv.Output }.Concat(writer.Epilogue.SelectMany(step => step.Writes)).All(value =>
            !list.Program.ReadByCaller.Contains(value) && list.Uses.Readers(value).All(other => other == reader));
        return isPlain
            && staysInside
            && writer.Result == pool.Input
            && !pool.Window.IsWholeMap && !pool.Window.HasPad && pool.Window.IsDisjoint
            && policy.KeepsWindow(conv, pool)
            && list.Merge(writer, reader, writer with { Epilogue = [.. writer.Epilogue, pool, .. reader.Epilogue] });
    }
}

using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>Everything in memory has a limit: what one buffer of the runtime holds.</summary>
internal static class PlanLimits
{
    /// <summary>Floats of the largest aligned buffer: the longest array of .NET, less its alignment and slack.</summary>
    public const long Floats = 2_147_483_559;

    /// <summary>The first thing that does not fit; null if all does.</summary>
    public static Problem? Check(NetworkPlan plan)
    {
        foreach (MapLayout layout in plan.Layouts.Values)
        {
            if (layout.ImageElements > Floats)
                return Refuse(plan, layout.Value.Node, layout.ImageElements, layout is TileLayout ? "for its transformed tiles" : "with the border that its readers pad");
        }

        foreach ((ArenaPlan arena, string what) in new[] { (plan.Memory.Call, "per image for its maps"), (plan.Memory.Chunk, "per image for maps that pass between kernels") })
        {
            if (arena.Floats > Floats)
                return Refuse(plan, null, arena.Floats, what);
        }

        if (plan.Memory.ChannelFloats > Floats)
            return Refuse(plan, null, plan.Memory.ChannelFloats, "for sums over all images");

        foreach (KernelPlan kernel in plan.Targets.SelectMany(target => target.Kernels))
        {
            foreach ((long floats, string what) in Needs(kernel))
            {
                if (floats > Floats)
                    return Refuse(plan, kernel.Kernel.Main.Node, floats, what);
            }
        }

        return null;
    }

    /// <summary>Whether a network is so large that only its plan can tell: far below it nothing can exceed a limit, and nothing need be planned to say so.</summary>
    public static bool MayExceed(NetworkGraph graph)
    {
        double floats = 0;
        foreach (Node node in graph.Nodes)
        {
            double border = graph.Readers(node).Select(reader => (double)Padded(node.Shape, reader.Layer.Window)).DefaultIfEmpty(0).Max();

            // Activation, gradient, and in a transformed convolution up to nine times as many floats, of whole vectors of channels.
            double vectors = (double)Target.WholeVectors(node.Shape.Channels) / node.Shape.Channels;
            floats += System.Math.Max(border, node.Shape.Count) * vectors * 20;

            // Two sums a channel of every chunk of images, or one a tap where each channel has filters of its own, and the numbers a channel that follow from them.
            floats += ((2.0 * MemoryPlan.Chunks) + 16) * Target.WholeVectors(node.Shape.Channels);
            floats += (double)MemoryPlan.Chunks * node.Parameters.Where(array => array.Count <= (long)node.Layer.Window.Positions * node.Shape.Channels).Sum(array => (double)array.Count);

            // Each packed array and each workspace is a buffer of its own.
            if (node.Parameters.Any(array => (double)array.Count * 9 * Target.WidestLanes > Floats))
                return true;
        }

        return floats > Floats;
    }

    private static double Padded(Shape shape, Window window) =>
        ((double)shape.Height + window.PadTop + window.PadBottom + 8) * ((double)shape.Width + window.PadLeft + window.PadRight + 8) * shape.Channels;

    private static IEnumerable<(long Floats, string What)> Needs(KernelPlan kernel)
    {
        yield return (kernel.ScratchFloats, "per thread for sums");
        yield return (kernel.WorkspaceFloats, "for sums over all images");
        yield return (kernel.Packed?.Floats ?? 0, "for its weights in the order in which they are read");
    }

    private static Problem Refuse(NetworkPlan plan, Node? node, long floats, string what) => new(
        "KILN0311",
        plan.Graph.Declaration.Variant is null ? node?.Name : null,
        null,
        node?.Identifier ?? plan.Graph.Declaration.Identifier,
        floats.ToString(CultureInfo.InvariantCulture),
        what,
        Floats.ToString(CultureInfo.InvariantCulture));
}

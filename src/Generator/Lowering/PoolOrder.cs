using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Layers;

namespace Kiln.Generator.Lowering;

/// <summary>Finds expressions that are better computed after a maximum: one that never falls where its input rises passes it unchanged, and there are fewer
/// elements after the pool, forward and backward.</summary>
/// <remarks>Of equal values after the expression another one may win than before it. Its slope is 0 then, as rectification and saturation make the only ties.</remarks>
internal static class PoolOrder
{
    /// <summary>The layers that are postponed, each with the pool after which it is computed.</summary>
    public static Dictionary<Node, Node> Postponed(NetworkGraph graph)
    {
        Dictionary<Node, Node> postponed = [];
        if (!graph.Declaration.Fuse)
            return postponed;

        foreach (Node node in graph.Nodes.Reverse())
        {
            if (node.Layer is Input || LayerLowering.Of(node.Layer) is not MapLowering { IsMonotone: true })
                continue;

            if (node.Keep || node.KeepGradient || node.PassesThrough || node == graph.Scores || graph.Readers(node) is not [{ } reader] || node.Inputs.Count != 1)
                continue;

            if (reader is { Layer: MaxPool, PassesThrough: false })
                postponed[node] = reader;
            else if (postponed.TryGetValue(reader, out Node? pool))
                postponed[node] = pool;
        }

        return postponed;
    }
}

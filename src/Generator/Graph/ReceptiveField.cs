using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph.Layers;

namespace Kiln.Generator.Graph;

/// <summary>The smallest map a network accepts.</summary>
internal static class ReceptiveField
{
    /// <summary>Extents of the smallest input that leaves the scores one row and one column (more only where padding makes more of one pixel).</summary>
    /// <param name="nodes">The layers at the network's own extents, inputs first.</param>
    /// <param name="sources">The lines each layer reads.</param>
    /// <param name="wanted">The lines whose outputs count: what only others need is left out.</param>
    /// <param name="inputs">The inputs whose extents are asked for, which are equal.</param>
    public static (int Height, int Width) Of(IReadOnlyList<Node> nodes, IReadOnlyList<int[]> sources, ISet<int> wanted, IEnumerable<int> inputs)
    {
        long[] heights = new long[nodes.Count], widths = new long[nodes.Count];
        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            if (!wanted.Contains(i))
                continue;

            // Readers stand below what they read, so each need is complete when its line is reached.
            (long height, long width) = (Math.Max(1, heights[i]), Math.Max(1, widths[i]));
            Layer layer = nodes[i].Layer;
            for (int k = 0; k < sources[i].Length; k++)
            {
                int source = sources[i][k];
                Shape shape = nodes[source].Shape;
                bool mayBeSingle = k > 0 && layer.ServesSingle;
                heights[source] = Math.Max(heights[source], mayBeSingle && shape.Height == 1 ? 1 : layer.Window.Vertical.Needed(height));
                widths[source] = Math.Max(widths[source], mayBeSingle && shape.Width == 1 ? 1 : layer.Window.Horizontal.Needed(width));
            }
        }

        return ((int)Math.Max(1, inputs.Max(input => heights[input])), (int)Math.Max(1, inputs.Max(input => widths[input])));
    }
}

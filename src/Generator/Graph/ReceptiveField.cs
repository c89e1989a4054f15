using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph.Layers;

namespace Kiln.Generator.Graph;

/// <summary>The smallest map a network accepts.</summary>
internal static class ReceptiveField
{
    /// <summary>Extents of the smallest input that leaves the scores one row and one column (more only where padding makes more of one pixel).</summary>
    /// <param name="layers">The layers, inputs first.</param>
    /// <param name="sources">The lines each layer reads.</param>
    /// <param name="wanted">The lines whose outputs count: what only others need is left out.</param>
    /// <param name="inputs">The inputs whose extents are asked for, which are equal.</param>
    public static (int Height, int Width) Of(IReadOnlyList<Layer> layers, IReadOnlyList<int[]> sources, ISet<int> wanted, IEnumerable<int> inputs)
    {
        long[] heights = new long[layers.Count], widths = new long[layers.Count];
        for (int i = layers.Count - 1; i >= 0; i--)
        {
            if (!wanted.Contains(i))
                continue;

            // Readers stand below what they read, so each need is complete when its line is reached.
            (long height, long width) = (Math.Max(1, heights[i]), Math.Max(1, widths[i]));
            Window window = layers[i].Window;
            foreach (int source in sources[i])
            {
                heights[source] = Math.Max(heights[source], window.Vertical.Needed(height));
                widths[source] = Math.Max(widths[source], window.Horizontal.Needed(width));
            }
        }

        return ((int)Math.Max(1, inputs.Max(input => heights[input])), (int)Math.Max(1, inputs.Max(input => widths[input])));
    }
}

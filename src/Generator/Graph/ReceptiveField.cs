using System;
using System.Collections.Generic;
using Kiln.Generator.Graph.Layers;

namespace Kiln.Generator.Graph;

/// <summary>The smallest map a network accepts.</summary>
internal static class ReceptiveField
{
    /// <summary>Extents of the smallest input that leaves the last layer one row and one column (more only where padding makes more of one pixel).</summary>
    /// <param name="layers">The layers, the input first.</param>
    /// <param name="sources">The line each layer reads.</param>
    public static (int Height, int Width) Of(IReadOnlyList<Layer> layers, int[] sources)
    {
        int[] heights = new int[layers.Count], widths = new int[layers.Count];
        heights[layers.Count - 1] = widths[layers.Count - 1] = 1;

        // Readers stand below what they read, so each need is complete when its line is reached.
        for (int i = layers.Count - 1; i > 0; i--)
        {
            Window window = layers[i].Window;
            ref int height = ref heights[sources[i]], width = ref widths[sources[i]];
            height = Math.Max(height, Needed(heights[i], window.Height, window.StrideY, window.PadTop + window.PadBottom));
            width = Math.Max(width, Needed(widths[i], window.Width, window.StrideX, window.PadLeft + window.PadRight));
        }

        return (heights[0], widths[0]);
    }

    /// <summary>Solves <c>floor((input + pads − window) / stride) + 1 ≥ output</c> for the input. Beyond the limit the exact number does not
    /// matter: no map is that large.</summary>
    private static int Needed(long output, int window, int stride, int pads) =>
        (int)Math.Min(Limits.Floats + 1L, Math.Max(1, ((output - 1) * stride) + window - pads));
}

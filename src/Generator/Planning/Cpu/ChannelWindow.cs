using System;
using Kiln.Generator.Graph.Layers;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>A window of channels, clipped to those that there are, and the memory in which a pixel's channels lie with zeros on both sides.</summary>
/// <param name="Before">Channels before the window's own.</param>
/// <param name="After">Channels after it.</param>
/// <param name="Channels">Channels of a pixel.</param>
internal readonly record struct ChannelWindow(int Before, int After, int Channels)
{
    public static ChannelWindow Of(Lrn layer, int channels)
    {
        int before = (layer.Size - 1) / 2;
        return new ChannelWindow(Math.Min(before, channels - 1), Math.Min(layer.Size - 1 - before, channels - 1), channels);
    }

    /// <summary>Where the first channel lies.</summary>
    public int Origin => Target.WholeVectors(Math.Max(Before, After));

    /// <summary>Floats of a pixel, the last vector's overhang included.</summary>
    public int Pitch => (2 * Origin) + Target.WholeVectors(Channels) + Target.WidestLanes;
}

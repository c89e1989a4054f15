using System;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Loops for kernels that add to any pixel of an image's map. The units of work are images, of many channels panels of them: whatever the threads, each number is added to in one order.</summary>
internal static class ScatterLoops
{
    /// <summary>Channels of a panel, where they are a multiple of it: what is computed once a point is little beside so many.</summary>
    private const int PanelChannels = 64;

    /// <summary>Clears the map and writes what is done for each image <c>n</c>.</summary>
    /// <param name="text">The kernel.</param>
    /// <param name="output">The map that it adds to.</param>
    /// <param name="body">Gets the number of channels to take, and makes a channel's index of its place among these.</param>
    public static void Images(KernelText text, MapText output, Action<int, Func<string, string>> body)
    {
        SourceWriter w = text.Body;
        int channels = output.Shape.Channels, panels = channels % PanelChannels == 0 ? channels / PanelChannels : 1;
        text.Units = UnitCount.Images(panels);
        using (w.Block("for (int unit = from; unit < to; unit++)"))
        {
            if (panels == 1)
            {
                w.Line("int n = unit;");
                w.Line($"{output.Name}.Slice(n * {output.Image}, {output.Image}).Clear();");
                body(channels, channel => channel);
                return;
            }

            w.Line($"int n = unit / {panels}, first = unit % {panels} * {PanelChannels};");
            using (w.Block($"for (int line = 0; line < {output.Height}; line++)"))
            using (w.Block($"for (int column = 0; column < {output.Width}; column++)"))
                w.Line($"{output.Name}.Slice({MapText.Index(("1", output.Origin()), ("n", output.Image), ("line", output.Row), ("column", output.Pixel), ("first", 1))}, {PanelChannels}).Clear();");

            body(PanelChannels, channel => $"(nuint)first + {channel}");
        }
    }
}

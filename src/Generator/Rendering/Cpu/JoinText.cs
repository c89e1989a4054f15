using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Copies from map to map: several one after the other, or some channels out of many.</summary>
internal static class JoinText
{
    public static void WriteJoin(KernelText text)
    {
        Join join = (Join)text.Kernel.Kernel.Main;
        MapText output = text.Write(join.Output);
        text.Reference("outputs", output);
        (MapText Map, string Reference)[] parts = [.. join.Inputs.Select((input, i) => (text.Read(input), text.ReferenceTo(input, System.FormattableString.Invariant($"part{i}"), writes: false)))];
        text.Body.Line();
        if (join.Along != Axes.Channels)
        {
            JoinRows(text, join, parts, output);
            return;
        }

        PixelLoops.Pixels(text, output, () =>
        {
            int channel = 0;
            foreach ((MapText map, string reference) in parts)
            {
                Copy(text, (map, reference, 0), (output, channel), map.Shape.Channels);
                channel += map.Shape.Channels;
            }
        });
    }

    /// <summary>Maps one below or beside the other: whole stretches of rows.</summary>
    private static void JoinRows(KernelText text, Join join, (MapText Map, string Reference)[] parts, MapText output) => MapLoops.Rows(text, output, () =>
    {
        int first = 0;
        foreach ((MapText map, string reference) in parts)
        {
            bool down = join.Along == Axes.Rows;
            int end = first + (down ? map.Shape.Height : map.Shape.Width);
            using (down ? text.Body.Block($"if (y >= {(Size)first} && y < {(Size)end})") : text.Body.Block())
            {
                string at = MapText.Index(("1", map.Origin()), ("(nuint)n", map.Image), (down && first > 0 ? $"(nuint)(y - {(Size)first})" : "(nuint)y", map.Row));
                string to = MapText.Index(("1", output.Origin() + (down ? 0 : output.Pixel * first)), ("(nuint)n", output.Image), ("(nuint)y", output.Row));
                text.Body.Line($"nuint at = {at}, to0 = {to};");
                MapLoops.Vectors(text, (long)map.Shape.Width * map.Shape.Channels, (index, lanes) =>
                    text.Body.Line(text.Vector.Store(text.Vector.Load(reference, $"at + {index}"), "outputs", $"to0 + {index}", lanes)));
            }

            first = end;
        }
    });

    public static void WriteSlice(KernelText text)
    {
        Slice slice = (Slice)text.Kernel.Kernel.Main;
        MapText input = text.Read(slice.Input), output = text.Write(slice.Output);
        text.Reference("inputs", input);
        text.Reference("outputs", output);
        text.Body.Line();
        PixelLoops.Pixels(text, output, () => Copy(text, (input, "inputs", slice.Channel), (output, 0), output.Shape.Channels));
    }

    private static void Copy(KernelText text, (MapText Map, string Reference, int Channel) from, (MapText Map, int Channel) to, int channels)
    {
        VectorText v = text.Vector;
        using (text.Body.Block())
        {
            text.Body.Line($"nuint at = {MapLoops.Pixel(from.Map, ((Size)from.Channel).ToString())}, to0 = {MapLoops.Pixel(to.Map, ((Size)to.Channel).ToString())};");
            MapLoops.Vectors(text, channels, (channel, lanes) => text.Body.Line(v.Store(v.Load(from.Reference, $"at + {channel}"), "outputs", $"to0 + {channel}", lanes)));
        }
    }
}

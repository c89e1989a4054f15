using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Copies of channels from map to map: several one after the other, or some out of many.</summary>
internal static class JoinText
{
    public static void WriteJoin(KernelText text)
    {
        Join join = (Join)text.Kernel.Kernel.Main;
        MapText output = text.Write(join.Output);
        text.Reference("outputs", output);
        (MapText Map, string Reference, int Channel)[] parts = new (MapText, string, int)[join.Inputs.Count];
        for (int i = 0, channel = 0; i < parts.Length; channel += join.Inputs[i].Shape.Channels, i++)
            parts[i] = (text.Read(join.Inputs[i]), text.ReferenceTo(join.Inputs[i], System.FormattableString.Invariant($"part{i}"), writes: false), channel);

        text.Body.Line();
        PixelLoops.Pixels(text, output, () =>
        {
            foreach ((MapText map, string reference, int channel) in parts)
                Copy(text, (map, reference, 0), (output, channel), map.Shape.Channels);
        });
    }

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

using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>Along one side of a map: places that meet the same taps of a filter, and what they read by them.</summary>
/// <remarks>All outputs of a convolution meet all taps. An input of a convolution of stride s gathers the gradients of the windows that hold it: inputs s places apart
/// meet the same taps, of windows beside one another, in falling order. So the gradient has such a set for each of the first s places, and each is a convolution
/// without a stride.</remarks>
/// <param name="Start">The first of the places.</param>
/// <param name="Spread">From one place to the next.</param>
/// <param name="Places">How many there are.</param>
/// <param name="Read">From what one place reads to what the next reads by the same tap.</param>
/// <param name="First">The tap that reads what comes first.</param>
/// <param name="Step">From one tap to the next; below 0 where they fall.</param>
/// <param name="Taps">How many there are; none where the window leaves places out.</param>
/// <param name="Offset">What the first place reads by the first tap; below 0 before the map.</param>
/// <param name="Move">From what one tap reads to what the next reads.</param>
internal sealed record TapAxis(int Start, int Spread, int Places, int Read, int First, int Step, int Taps, int Offset, int Move)
{
    /// <summary>The longest stride whose sets of places are worth a text each.</summary>
    private const int LongestStride = 4;

    /// <summary>The number of a tap in its filter.</summary>
    /// <param name="index">Which of the taps, from 0.</param>
    public int Tap(int index) => First + (Step * index);

    /// <summary>How many places before the map are read.</summary>
    public int Before => Taps == 0 ? 0 : Math.Max(0, -Offset);

    /// <summary>How many places after a map are read.</summary>
    public int After(int extent) => Taps == 0 ? 0 : (int)Math.Max(0, ((long)Read * (Places - 1)) + Offset + ((long)Move * (Taps - 1)) - (extent - 1));

    /// <summary>Whether the gradient by the input of a convolution is gathered so: each input then has one channel of gradients, and few strides.</summary>
    public static bool Gathers(ConvGeometry conv) => conv is { IsDepthwise: true, GroupFilters: 1, Window: { StrideY: <= LongestStride, StrideX: <= LongestStride } };

    /// <summary>The rows and the columns of what a step of a convolution computes.</summary>
    public static (IReadOnlyList<TapAxis> Rows, IReadOnlyList<TapAxis> Columns) Of(ConvStep step)
    {
        (Window window, Shape input, Shape output) = (step.Geometry.Window, step.Geometry.Input, step.Geometry.Output);
        return step is ConvBackwardInput
            ? (Gather(window.Height, window.StrideY, window.PadTop, window.DilationY, input.Height), Gather(window.Width, window.StrideX, window.PadLeft, window.DilationX, input.Width))
            : ([Slide(window.Height, window.StrideY, window.PadTop, window.DilationY, output.Height)], [Slide(window.Width, window.StrideX, window.PadLeft, window.DilationX, output.Width)]);
    }

    /// <summary>The zeros that a map must have around it for the gradient by a convolution's input to be gathered from it.</summary>
    public static Window Reach(ConvBackwardInput step)
    {
        (IReadOnlyList<TapAxis> rows, IReadOnlyList<TapAxis> columns) = Of(step);
        Shape gradient = step.Geometry.Output;
        return Window.None with
        {
            PadTop = rows.Max(axis => axis.Before),
            PadBottom = rows.Max(axis => axis.After(gradient.Height)),
            PadLeft = columns.Max(axis => axis.Before),
            PadRight = columns.Max(axis => axis.After(gradient.Width)),
        };
    }

    private static TapAxis Slide(int filter, int stride, int pad, int dilation, int outputs) => new(0, 1, outputs, stride, 0, 1, filter, -pad, dilation);

    private static IReadOnlyList<TapAxis> Gather(int filter, int stride, int pad, int dilation, int inputs) =>
        [.. Enumerable.Range(0, Math.Min(stride, inputs)).Select(start => Gather(filter, stride, pad, dilation, inputs, start))];

    private static TapAxis Gather(int filter, int stride, int pad, int dilation, int inputs, int start)
    {
        int[] taps = [.. Enumerable.Range(0, filter).Where(tap => Distance(tap) % stride == 0).Reverse()];
        int step = taps.Length > 1 ? taps[1] - taps[0] : -1;
        return new TapAxis(
            start, stride, ((inputs - start - 1) / stride) + 1, 1, taps.FirstOrDefault(), step, taps.Length, taps.Length == 0 ? 0 : (int)(Distance(taps[0]) / stride), (int)(-(long)step * dilation / stride));

        // From where a window starts to the input, for the window whose tap meets it.
        long Distance(int tap) => start + pad - ((long)tap * dilation);
    }
}

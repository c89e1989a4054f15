using System;
using Kiln.Generator.Graph;

namespace Kiln.Generator.Lowering.Steps;

/// <summary>The sizes of a convolution.</summary>
/// <param name="Window">The filter with strides, pads and dilation.</param>
/// <param name="Input">The map it reads.</param>
/// <param name="Output">The map it computes.</param>
/// <param name="Groups">Parts into which channels and filters are divided.</param>
internal sealed record ConvGeometry(Window Window, Shape Input, Shape Output, int Groups)
{
    public int Filters => Output.Channels;

    /// <summary>Input channels of a filter.</summary>
    public int Depth => Input.Channels / Groups;

    /// <summary>Filters of a group.</summary>
    public int GroupFilters => Filters / Groups;

    /// <summary>Whether every channel has filters of its own.</summary>
    public bool IsDepthwise => Groups > 1 && Depth == 1;

    /// <summary>Whether the taps of a filter's row, with all their channels, lie one after the other in a map.</summary>
    public bool HasWholeRows => Groups == 1 && (Window.DilationX == 1 || Window.Width == 1);

    /// <summary>Stretches of a filter that lie one after the other in a map: its rows, or its taps.</summary>
    public int Stretches => HasWholeRows ? Window.Height : Window.Height * Window.Width;

    /// <summary>Floats of a stretch.</summary>
    public int Stretch => HasWholeRows ? Window.Width * Input.Channels : Depth;

    /// <summary>Multiply-adds of one output.</summary>
    public int Reduction => Stretches * Stretch;

    public long WeightFloats => (long)Reduction * Filters;

    /// <summary>Multiply-adds of an image.</summary>
    public long MultiplyAdds => Output.Pixels * Reduction * Filters;

    /// <summary>The input that tap (u, v) of the window at (i, j) meets.</summary>
    public string Tap =>
        $"({Place("i", Window.StrideY, "u", Window.DilationY, Window.PadTop)}, {Place("j", Window.StrideX, "v", Window.DilationX, Window.PadLeft)}, c)";

    private static string Place(string position, int stride, string tap, int dilation, int pad) => FormattableString.Invariant(
        $"{(stride == 1 ? "" : $"{stride}")}{position} + {(dilation == 1 ? "" : $"{dilation}")}{tap}{(pad == 0 ? "" : $" - {pad}")}");
}

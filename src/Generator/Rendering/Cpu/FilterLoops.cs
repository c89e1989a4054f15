using System.Collections.Generic;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>The stretches of a filter over a map: its rows, or its taps where those of a row do not lie one after the other.</summary>
internal static class FilterLoops
{
    /// <summary>The loops over stretches, the outermost first.</summary>
    /// <param name="conv">The convolution.</param>
    /// <param name="row">Floats from one row of the map to the next.</param>
    /// <param name="pixel">Floats from one pixel to the next.</param>
    public static IEnumerable<(int Count, Size Stride)> Of(ConvGeometry conv, Size row, Size pixel)
    {
        yield return (conv.Window.Height, row * conv.Window.DilationY);
        if (!conv.HasWholeRows)
            yield return (conv.Window.Width, pixel * conv.Window.DilationX);
    }

    /// <summary>The distance from the first input of a window to those of a stretch, by the number of the stretch.</summary>
    /// <param name="conv">The convolution.</param>
    /// <param name="stretch">The number, a variable of type nuint.</param>
    /// <param name="row">Floats from one row of the map to the next.</param>
    /// <param name="pixel">Floats from one pixel to the next.</param>
    public static Size Distance(ConvGeometry conv, string stretch, Size row, Size pixel) => conv.HasWholeRows
        ? Size.Variable(stretch) * row * conv.Window.DilationY
        : (Size.Variable($"({stretch} / {(Size)conv.Window.Width})") * row * conv.Window.DilationY)
          + (Size.Variable($"({stretch} % {(Size)conv.Window.Width})") * pixel * conv.Window.DilationX);
}

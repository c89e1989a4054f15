namespace Kiln.Networks.Tests.Reference;

/// <summary>What windows make of extents.</summary>
internal static class Windows
{
    /// <summary>Extents of the map that a window's positions make.</summary>
    public static Shape Output(WindowDescription window, Shape input, int channels)
    {
        if (window.IsWholeMap)
            return new Shape(1, 1, channels);

        int height = ((window.Height - 1) * window.DilationY) + 1, width = ((window.Width - 1) * window.DilationX) + 1;
        return new Shape(
            ((input.Height + window.PadTop + window.PadBottom - height) / window.StrideY) + 1,
            ((input.Width + window.PadLeft + window.PadRight - width) / window.StrideX) + 1,
            channels);
    }
}

namespace Kiln.Networks.Tests.Reference;

/// <summary>What windows make of extents.</summary>
internal static class Windows
{
    /// <summary>Extents of the map that a window's positions make.</summary>
    public static Shape Output(WindowDescription window, Shape input, int channels)
    {
        if (window.IsWholeMap)
            return new Shape(1, 1, channels);

        return new Shape(
            Positions(input.Height + window.PadTop + window.PadBottom, window.Height, window.DilationY, window.StrideY),
            Positions(input.Width + window.PadLeft + window.PadRight, window.Width, window.DilationX, window.StrideX),
            channels);
    }

    /// <summary>Positions of a window along a padded side; 0 where it does not fit.</summary>
    public static int Positions(int padded, int taps, int dilation, int stride)
    {
        int room = padded - ((taps - 1) * dilation) - 1;
        return room < 0 ? 0 : (room / stride) + 1;
    }
}

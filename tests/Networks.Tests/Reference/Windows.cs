namespace Kiln.Networks.Tests.Reference;

/// <summary>What windows cover.</summary>
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

    /// <summary>The pixels of a pool's window that are in the map, down the columns from left to right.</summary>
    public static IEnumerable<int> Pixels(ReferenceMap x, WindowDescription window, int n, int i, int j)
    {
        int height = window.IsWholeMap ? x.Shape.Height : window.Height, width = window.IsWholeMap ? x.Shape.Width : window.Width;
        for (int v = 0; v < width; v++)
            for (int u = 0; u < height; u++)
            {
                int row = (i * window.StrideY) + u - window.PadTop, column = (j * window.StrideX) + v - window.PadLeft;
                if (row >= 0 && row < x.Shape.Height && column >= 0 && column < x.Shape.Width)
                    yield return x.At(n, row, column);
            }
    }
}

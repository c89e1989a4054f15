namespace Kiln.Networks.Tests.Reference;

/// <summary>Maps that have one row, column or channel where others have several.</summary>
internal static class Broadcasting
{
    /// <summary>Which element of a smaller map serves an element of a larger one.</summary>
    public static int Place(ReferenceMap own, ReferenceMap whole, int index)
    {
        (int pixel, int c) = (index / whole.Shape.Channels, index % whole.Shape.Channels);
        (int line, int x) = (pixel / whole.Shape.Width, pixel % whole.Shape.Width);
        (int n, int y) = (line / whole.Shape.Height, line % whole.Shape.Height);
        return own.At(n, own.Shape.Height == 1 ? 0 : y, own.Shape.Width == 1 ? 0 : x) + (own.Shape.Channels == 1 ? 0 : c);
    }

    /// <summary>|x|^exponent.</summary>
    public static Rounded Power(Rounded x, double exponent)
    {
        Rounded size = x.Value < 0 ? -x : x;
        return exponent == 0 ? 1 : size.Value == 0 ? 0 : exponent == 1 ? size : exponent == 2 ? size * size : size.Power(exponent);
    }
}

namespace Kiln.Generator.Graph;

/// <summary>How large a network may be.</summary>
internal static class Limits
{
    /// <summary>The most floats of a map, and of all parameters together: 1 GiB. It is also the largest extent, stride or pad that can be
    /// declared, so that a padded extent fits an int.</summary>
    public const int Floats = 1 << 28;

    /// <summary>The most layers one layer may read.</summary>
    public const int Inputs = 256;

    /// <summary>Whether an array of these extents has more than <see cref="Floats"/> elements. Cannot overflow: a product within
    /// the limit times an extent within it fits a long.</summary>
    public static bool Exceeded(params long[] extents)
    {
        long product = 1;
        foreach (long extent in extents)
        {
            if (extent > Floats)
                return true;

            product *= extent;
            if (product > Floats)
                return true;
        }

        return false;
    }
}

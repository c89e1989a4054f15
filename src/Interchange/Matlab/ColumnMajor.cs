namespace Kiln.Interchange.Matlab;

/// <summary>The border between MATLAB, whose first index runs fastest, and Kiln, whose last does. The order of the indices stays: rows, columns, channels, filters.</summary>
public static class ColumnMajor
{
    /// <summary>Filters, or whatever the last dimension counts, that are turned at once: a cache line of them is written at every place.</summary>
    private const int Together = 16;

    /// <summary>Copies an array so that the last index runs fastest. No more than some filters are held beside the destination.</summary>
    /// <param name="array">The array.</param>
    /// <param name="destination">Gets as many numbers as the array has.</param>
    /// <exception cref="ArgumentException">Another number.</exception>
    /// <exception cref="MatException">The file was changed or cut short since.</exception>
    public static void ToRowMajor(MatArray array, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (destination.Length != array.Count)
            throw new ArgumentException($"an array of {array.Extents} has {array.Count} numbers, but there is room for {destination.Length}", nameof(destination));
        if (destination.IsEmpty)
            return;

        int[] extents = [.. array.Dimensions];
        int outer = extents[^1], inner = array.Count / outer;
        int[] places = Places(extents[..^1], inner);
        float[] some = new float[Math.Min(Together, outer) * inner];
        for (int first = 0; first < outer; first += Together)
        {
            int count = Math.Min(Together, outer - first);
            array.CopyTo(some.AsSpan(0, count * inner), first * inner);
            for (int place = 0; place < inner; place++)
            {
                Span<float> to = destination.Slice((place * outer) + first, count);
                for (int i = 0, from = places[place]; i < count; i++, from += inner)
                    to[i] = some[from];
            }
        }
    }

    /// <summary>An array for MATLAB.</summary>
    /// <param name="extents">The extents in order.</param>
    /// <param name="values">The numbers, the last index running fastest.</param>
    /// <exception cref="ArgumentException">Their number does not fit the extents.</exception>
    public static MatArray<float> FromRowMajor(IReadOnlyList<int> extents, ReadOnlySpan<float> values)
    {
        ArgumentNullException.ThrowIfNull(extents);
        float[] turned = new float[values.Length];
        MatArray<float> array = new(extents, turned);
        if (turned.Length == 0)
            return array;

        int outer = extents[^1], inner = turned.Length / outer;
        int[] places = Places([.. extents.SkipLast(1)], inner);
        for (int place = 0; place < inner; place++)
        {
            for (int i = 0; i < outer; i++)
                turned[(i * inner) + places[place]] = values[(place * outer) + i];
        }

        return array;
    }

    /// <summary>For every place in the order where the last index runs fastest, its place where the first does.</summary>
    private static int[] Places(ReadOnlySpan<int> extents, int count)
    {
        int[] places = new int[count];
        for (int place = 0; place < count; place++)
        {
            int rest = place, index = 0, step = count;
            for (int axis = extents.Length - 1; axis >= 0; axis--)
            {
                step /= extents[axis];
                index += rest % extents[axis] * step;
                rest /= extents[axis];
            }

            places[place] = index;
        }

        return places;
    }
}

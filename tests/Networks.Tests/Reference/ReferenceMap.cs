namespace Kiln.Networks.Tests.Reference;

/// <summary>The maps of a batch in double precision, with what float arithmetic may add to every value.</summary>
/// <param name="images">How many maps.</param>
/// <param name="shape">Extents of each.</param>
internal sealed class ReferenceMap(int images, Shape shape)
{
    /// <summary>Unit roundoff of float: the relative error of one operation.</summary>
    public const double Rounding = Rounded.Unit;

    /// <summary>Roundings of a sum in Winograd's domain: the transforms multiply by up to 5 on both sides of what cancels again.</summary>
    public const double TransformedRoundings = 8;

    public int Images => images;

    public Shape Shape => shape;

    public int Length => Values.Length;

    /// <summary>Image after image: rows, columns, channels, channels innermost.</summary>
    public double[] Values { get; } = new double[images * shape.Count];

    /// <summary>How far one rounding of every sum on the way moves each value, to first order. Tolerances are multiples of it.</summary>
    /// <remarks>A sum adds <see cref="Rounding"/> times the magnitudes of its terms to what its terms bring along.</remarks>
    public double[] Errors { get; } = new double[images * shape.Count];

    /// <summary>The deviation to expect of each value if roundings are independent: says which decisions are safe.</summary>
    /// <remarks><see cref="Errors"/> are bounds. Through several layers they grow far beyond what happens, and would call every network of some depth undecided.</remarks>
    public double[] Deviations { get; } = new double[images * shape.Count];

    /// <summary>The convolution output, or pixel, that each value is a copy of: pools that overlap make copies, which tie exactly.</summary>
    public int[] Sources { get; } = new int[images * shape.Count];

    /// <summary>One value with its errors.</summary>
    public Rounded this[int index]
    {
        get => new(Values[index], Errors[index], Deviations[index]);
        set => (Values[index], Errors[index], Deviations[index]) = value;
    }

    /// <summary>The roundings of sums, if they are taken in Winograd's domain: there a result shares those of the largest terms in its tile.</summary>
    /// <param name="magnitudes">The magnitudes of the terms of every sum.</param>
    /// <param name="transformed">Whether they are.</param>
    public static double[] Roundings(double[] magnitudes, bool transformed)
    {
        double most = transformed ? TransformedRoundings * magnitudes.Max() : 0;
        return [.. magnitudes.Select(magnitude => Rounding * Math.Max(magnitude, most))];
    }

    public int At(int n, int y, int x) => (((n * shape.Height) + y) * shape.Width + x) * shape.Channels;

    /// <summary>Which image an element belongs to.</summary>
    public int ImageOf(int index) => index / shape.Count;

    /// <summary>Marks every value as computed, and no copy.</summary>
    public void NumberSources()
    {
        for (int i = 0; i < Sources.Length; i++)
            Sources[i] = i;
    }

    /// <summary>Marks values made from one value each, by the same rule in every pixel of a channel: copies stay copies.</summary>
    public void TakeSources(ReferenceMap from) => from.Sources.CopyTo(Sources, 0);
}

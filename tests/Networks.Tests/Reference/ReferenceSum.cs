namespace Kiln.Networks.Tests.Reference;

/// <summary>An array of gradients while their terms are added up.</summary>
/// <param name="length">How many.</param>
/// <param name="transformed">Whether float arithmetic takes the sums in Winograd's domain.</param>
internal sealed class ReferenceSum(int length, bool transformed = false)
{
    private readonly double[] magnitudes = new double[length];
    private readonly double[] carried = new double[length];

    public int Length => length;

    public double[] Values { get; } = new double[length];

    /// <summary>As <see cref="ReferenceMap.Errors"/>.</summary>
    public double[] Errors => [.. ReferenceMap.Roundings(magnitudes, transformed).Select((rounding, i) => carried[i] + rounding)];

    /// <summary>Adds a term with the error it brings along.</summary>
    public void Add(int index, double term, double error)
    {
        Values[index] += term;
        magnitudes[index] += Math.Abs(term);
        carried[index] += error;
    }

    /// <summary>As the gradient of a map.</summary>
    public ReferenceMap ToMap(int images, Shape shape)
    {
        ReferenceMap map = new(images, shape);
        Values.CopyTo(map.Values, 0);
        Errors.CopyTo(map.Errors, 0);
        return map;
    }
}

namespace Kiln.Networks.Tests.Reference;

/// <summary>An array of gradients while their terms are added up.</summary>
/// <param name="length">How many.</param>
internal sealed class ReferenceSum(int length)
{
    private readonly double[] magnitudes = new double[length];
    private readonly double[] carried = new double[length];

    public int Length => length;

    public double[] Values { get; } = new double[length];

    /// <summary>As <see cref="ReferenceMap.Errors"/>.</summary>
    public double[] Errors => [.. magnitudes.Select((magnitude, i) => carried[i] + (ReferenceMap.Rounding * magnitude))];

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

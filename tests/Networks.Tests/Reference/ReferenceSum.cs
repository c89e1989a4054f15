using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests.Reference;

/// <summary>An array of gradients while their terms are added up.</summary>
/// <param name="length">How many.</param>
/// <param name="transformed">Whether float arithmetic takes the sums in Winograd's domain.</param>
internal sealed class ReferenceSum(int length, bool transformed = false)
{
    private readonly double[] magnitudes = new double[length];
    private readonly double[] carried = new double[length];
    private readonly int[] terms = new int[length];

    public int Length => length;

    public double[] Values { get; } = new double[length];

    /// <summary>As <see cref="ReferenceMap.Errors"/>.</summary>
    /// <remarks>
    /// In any order, a sum of n terms is off by at most n − 1 roundings of their magnitudes (Higham 2002, Accuracy and Stability of Numerical
    /// Algorithms, 4.2). Independent roundings stay far below, but overlapping pools repeat terms, and equal terms round alike: the gradient
    /// of a weight, a sum over hundreds of positions, may take the whole bound.
    /// </remarks>
    public double[] Errors =>
        [.. ReferenceMap.Roundings(magnitudes, transformed).Select((rounding, i) => carried[i] + (rounding * Math.Max(1, terms[i] / Agreement.Roundings)))];

    /// <summary>Adds a term with the error it brings along.</summary>
    public void Add(int index, double term, double error)
    {
        Values[index] += term;
        magnitudes[index] += Math.Abs(term);
        carried[index] += error;
        terms[index] += term == 0 ? 0 : 1;
    }

    /// <summary>Adds a term with the error it brings along.</summary>
    public void Add(int index, Rounded term) => Add(index, term.Value, term.Error);

    /// <summary>As the gradient of a map.</summary>
    public ReferenceMap ToMap(int images, Shape shape)
    {
        ReferenceMap map = new(images, shape);
        Values.CopyTo(map.Values, 0);
        Errors.CopyTo(map.Errors, 0);
        return map;
    }
}

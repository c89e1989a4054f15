namespace Kiln.Interchange.Matlab;

/// <summary>A cell array: values of any classes.</summary>
public sealed class MatCell : MatValue
{
    private readonly MatValue[] values;

    /// <summary>A row of values.</summary>
    /// <param name="values">The values.</param>
    public MatCell(params IReadOnlyList<MatValue> values)
        : this([1, values.Count], values)
    {
    }

    /// <summary>Values of any extents.</summary>
    /// <param name="dimensions">The extents.</param>
    /// <param name="values">The values, the first dimension running fastest.</param>
    /// <exception cref="ArgumentException">Their number does not fit the extents.</exception>
    public MatCell(IReadOnlyList<int> dimensions, IReadOnlyList<MatValue> values)
        : base(dimensions)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != Count)
            throw new ArgumentException($"a cell array of {Extents} needs {Count} values, but {values.Count} were given", nameof(values));

        this.values = [.. values];
    }

    /// <summary>A row of texts.</summary>
    /// <param name="texts">The texts.</param>
    public static MatCell Of(params IEnumerable<string> texts) => new([.. texts.Select(text => new MatText(text))]);

    /// <inheritdoc/>
    public override MatClass Class => MatClass.Cell;

    /// <summary>The values, the first dimension running fastest.</summary>
    public IReadOnlyList<MatValue> Values => values;

    /// <summary>One value.</summary>
    /// <param name="index">From 0; MATLAB's <c>c{1}</c> is 0.</param>
    public MatValue this[int index] => values[index];
}

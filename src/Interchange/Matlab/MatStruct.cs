using System.Diagnostics.CodeAnalysis;

namespace Kiln.Interchange.Matlab;

/// <summary>A struct, or an array of structs that have the same fields.</summary>
public sealed class MatStruct : MatValue
{
    private readonly string[] fields;
    private readonly MatValue[] values;

    /// <summary>One struct.</summary>
    /// <param name="fields">Names and values in order.</param>
    /// <exception cref="ArgumentException">Two fields have one name.</exception>
    public MatStruct(params IReadOnlyList<(string Name, MatValue Value)> fields)
        : this([1, 1], [.. fields.Select(field => field.Name)], [.. fields.Select(field => field.Value)])
    {
    }

    /// <summary>An array of structs.</summary>
    /// <param name="dimensions">The extents.</param>
    /// <param name="fields">The names of the fields.</param>
    /// <param name="values">All fields of the first struct, then those of the next; the first dimension runs fastest.</param>
    /// <param name="className">The class of an object of the old kind; null for a struct.</param>
    /// <exception cref="ArgumentException">The number of values does not fit, or two fields have one name.</exception>
    public MatStruct(IReadOnlyList<int> dimensions, IReadOnlyList<string> fields, IReadOnlyList<MatValue> values, string? className = null)
        : base(dimensions)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != (long)Count * fields.Count)
            throw new ArgumentException($"structs of {Extents} with {fields.Count} fields need {(long)Count * fields.Count} values, but {values.Count} were given", nameof(values));
        if (fields.Distinct().Count() != fields.Count)
            throw new ArgumentException($"two fields have one name: {string.Join(", ", fields)}", nameof(fields));

        this.fields = [.. fields];
        this.values = [.. values];
        ClassName = className;
    }

    /// <inheritdoc/>
    public override MatClass Class => ClassName is null ? MatClass.Struct : MatClass.Object;

    /// <summary>The class of an object of the old kind; null for a struct.</summary>
    public string? ClassName { get; }

    /// <summary>The names of the fields in order.</summary>
    public IReadOnlyList<string> Fields => fields;

    /// <summary>A field of the only struct.</summary>
    /// <param name="field">Its name.</param>
    /// <exception cref="MatException">There is no such field, or not one struct; the message says what there is.</exception>
    public MatValue this[string field] => Count == 1 ? this[0, field] : throw new MatException($"there are {Extents} structs where one with a field '{field}' is needed");

    /// <summary>A field of one struct of an array.</summary>
    /// <param name="index">Which struct, from 0.</param>
    /// <param name="field">The field's name.</param>
    /// <exception cref="MatException">There is no such field; the message lists those there are.</exception>
    public MatValue this[int index, string field] =>
        TryGet(index, field, out MatValue? value) ? value : throw new MatException($"there is no field '{field}'; there is {(fields.Length == 0 ? "none" : string.Join(", ", fields))}");

    /// <summary>A field that may not be there.</summary>
    /// <param name="index">Which struct, from 0.</param>
    /// <param name="field">The field's name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Whether there is such a field.</returns>
    public bool TryGet(int index, string field, [NotNullWhen(true)] out MatValue? value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        int place = Array.IndexOf(fields, field);
        value = place < 0 ? null : values[(index * fields.Length) + place];
        return place >= 0;
    }

    /// <summary>All fields of the first struct, then those of the next.</summary>
    internal ReadOnlySpan<MatValue> Values => values;
}

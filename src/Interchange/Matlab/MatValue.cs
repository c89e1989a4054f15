namespace Kiln.Interchange.Matlab;

/// <summary>A value of a MATLAB file: <see cref="MatArray{T}"/>, <see cref="MatText"/>, <see cref="MatCell"/>, <see cref="MatStruct"/>, or <see cref="MatUnread"/> for what is not read.</summary>
/// <remarks>As in MATLAB everything is an array of two or more dimensions, the first of which runs fastest in memory. Indices count from 0 here.</remarks>
public abstract class MatValue
{
    private readonly int[] dimensions;

    private protected MatValue(IReadOnlyList<int> dimensions)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        this.dimensions = dimensions.Count switch { 0 => [1, 1], 1 => [dimensions[0], 1], _ => [.. dimensions] };
        Count = CountOf(this.dimensions) ?? throw new ArgumentException($"the extents {ExtentsText(this.dimensions)} are negative or too large: an array has at most {int.MaxValue} elements", nameof(dimensions));
    }

    /// <summary>The class, as MATLAB's <c>class</c> names it.</summary>
    public abstract MatClass Class { get; }

    /// <summary>The extents, two or more; the first runs fastest in memory.</summary>
    public IReadOnlyList<int> Dimensions => dimensions;

    /// <summary>The product of the extents.</summary>
    public int Count { get; }

    /// <summary>The extents as text: <c>3×3×64×128</c>.</summary>
    public string Extents => ExtentsText(dimensions);

    /// <summary>Class and extents, for messages: <c>Single 3×3×64×128</c>.</summary>
    public override string ToString() => $"{Class} {Extents}";

    internal static string ExtentsText(IEnumerable<int> dimensions) => string.Join("×", dimensions);

    /// <summary>The product of extents; null if one is negative or the product beyond what an array can have.</summary>
    internal static int? CountOf(ReadOnlySpan<int> dimensions)
    {
        Int128 count = 1;
        foreach (int extent in dimensions)
        {
            // Beyond this it stays beyond, whatever follows but 0.
            count = extent < 0 ? -1 : Int128.Min(count * extent, (Int128)int.MaxValue + 1);
            if (count < 0)
                return null;
        }

        return count <= int.MaxValue ? (int)count : null;
    }
}

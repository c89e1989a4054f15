namespace Kiln.Interchange.Onnx.Import;

/// <summary>A tensor that does not depend on the images: an initializer, or what follows from such and from extents.</summary>
/// <param name="name">What the file calls it.</param>
/// <param name="dimensions">Its extents.</param>
/// <param name="tensor">Where its numbers are; null if they are given.</param>
/// <param name="floats">Its numbers, of floats.</param>
/// <param name="integers">Its numbers, of whole ones.</param>
internal sealed class ConstantValue(string name, long[] dimensions, OnnxTensor? tensor, float[]? floats, long[]? integers)
{
    /// <summary>More elements than any that is computed with: extents, axes, factors.</summary>
    public const int MostComputed = 1 << 22;

    private float[]? floats = floats;
    private long[]? integers = integers;

    /// <summary>What the file calls it.</summary>
    public string Name => name;

    /// <summary>Its extents.</summary>
    public long[] Dimensions => dimensions;

    /// <summary>How many numbers it has.</summary>
    public int Count => tensor?.Count ?? floats?.Length ?? integers!.Length;

    /// <summary>Whether they are whole numbers.</summary>
    public bool IsWhole => tensor?.IsWhole ?? integers is not null;

    /// <summary>Its numbers, as floats.</summary>
    public float[] Floats => floats ??= tensor is not null ? tensor.ToFloats() : [.. integers!.Select(number => (float)number)];

    /// <summary>Its numbers, of whole ones.</summary>
    public long[] Integers => integers ??= IsWhole ? tensor!.ToIntegers() : [.. Floats.Select(number => (long)number)];

    /// <summary>The one number of all; null if there are several.</summary>
    public float? Single => Count > 0 && Floats is var all && all.AsSpan().IndexOfAnyExcept(all[0]) < 0 ? all[0] : null;

    /// <summary>A tensor of the file.</summary>
    public static ConstantValue Of(OnnxTensor tensor) => new(tensor.Name, tensor.Dimensions, tensor, null, null);

    /// <summary>Numbers.</summary>
    public static ConstantValue Of(string name, long[] dimensions, float[] numbers) => new(name, dimensions, null, numbers, null);

    /// <summary>Whole numbers.</summary>
    public static ConstantValue Of(string name, long[] dimensions, long[] numbers) => new(name, dimensions, null, null, numbers);

    /// <summary>Writes all numbers without keeping them.</summary>
    public void CopyTo(Span<float> numbers)
    {
        if (floats is null && tensor is not null)
            tensor.CopyTo(numbers);
        else
            Floats.CopyTo(numbers);
    }

    /// <summary>The same numbers with other extents.</summary>
    public ConstantValue Reshaped(long[] extents) => new(name, extents, tensor, floats, integers);
}

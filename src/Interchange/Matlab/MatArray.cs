using System.Numerics;

namespace Kiln.Interchange.Matlab;

/// <summary>Numbers of any class. They stay in the file until they are asked for, where the file is not compressed.</summary>
public abstract class MatArray : MatValue
{
    private protected MatArray(IReadOnlyList<int> dimensions, MatClass matClass, MatNumbers numbers, bool isLogical, MatArray? imaginary)
        : base(dimensions)
    {
        if (numbers.Count != Count)
            throw new ArgumentException($"an array of {Extents} needs {Count} numbers, but {numbers.Count} were given");

        Class = matClass;
        Numbers = numbers;
        IsLogical = isLogical;
        Imaginary = imaginary;
    }

    /// <inheritdoc/>
    public override MatClass Class { get; }

    /// <summary>Whether the numbers are 0 and 1 for false and true.</summary>
    public bool IsLogical { get; }

    /// <summary>The imaginary parts of complex numbers; null for real ones.</summary>
    public MatArray? Imaginary { get; }

    internal MatNumbers Numbers { get; }

    /// <summary>One number of class double: 1×1.</summary>
    /// <param name="value">The number.</param>
    public static MatArray<double> Of(double value) => new([1, 1], [value]);

    /// <summary>A row of numbers of class double.</summary>
    /// <param name="values">The numbers.</param>
    public static MatArray<double> Row(params double[] values) => new([1, values.Length], values);

    /// <summary>A logical value: 1×1.</summary>
    /// <param name="value">The value.</param>
    public static MatArray<byte> Of(bool value) => new([1, 1], [value ? (byte)1 : (byte)0], isLogical: true);

    /// <summary>Copies numbers, converted where they have another type; what does not fit becomes the nearest number that does.</summary>
    /// <param name="destination">Gets as many numbers as it has room for.</param>
    /// <param name="first">The first number, in the order of memory.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many.</exception>
    /// <exception cref="MatException">The file was changed or cut short since.</exception>
    public void CopyTo<TTo>(Span<TTo> destination, int first = 0)
        where TTo : unmanaged, INumberBase<TTo>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)first + destination.Length, Count, nameof(destination));
        Numbers.Read(first, destination);
    }

    /// <summary>All numbers, converted where they have another type, in the order of memory: the first dimension runs fastest.</summary>
    /// <exception cref="MatException">The file was changed or cut short since.</exception>
    public TTo[] To<TTo>()
        where TTo : unmanaged, INumberBase<TTo>
    {
        TTo[] values = new TTo[Count];
        CopyTo<TTo>(values);
        return values;
    }
}

/// <summary>Numbers of one class.</summary>
/// <typeparam name="T">The numbers' type: double, float, or an integer of 8 to 64 bits.</typeparam>
public sealed class MatArray<T> : MatArray
    where T : unmanaged, INumber<T>
{
    private T[]? values;

    /// <summary>An array over numbers that it takes as its own.</summary>
    /// <param name="dimensions">The extents.</param>
    /// <param name="values">The numbers, the first dimension running fastest.</param>
    /// <param name="isLogical">Whether they are 0 and 1 for false and true; only of bytes.</param>
    /// <param name="imaginary">The imaginary parts of complex numbers, of the same extents.</param>
    /// <exception cref="ArgumentException">Their number does not fit the extents, or MATLAB has no such class.</exception>
    public MatArray(IReadOnlyList<int> dimensions, T[] values, bool isLogical = false, MatArray<T>? imaginary = null)
        : base(dimensions, ClassOf(isLogical), new HeldNumbers<T>(values), isLogical, imaginary)
    {
        if (imaginary is not null && !imaginary.Dimensions.SequenceEqual(Dimensions))
            throw new ArgumentException($"the real parts are {Extents}, but the imaginary ones {imaginary.Extents}", nameof(imaginary));

        this.values = values;
    }

    internal MatArray(IReadOnlyList<int> dimensions, MatNumbers numbers, bool isLogical, MatArray? imaginary)
        : base(dimensions, ClassOf(isLogical), numbers, isLogical, imaginary)
    {
    }

    /// <summary>The numbers in the order of memory. They are read once and kept; <see cref="MatArray.CopyTo"/> keeps nothing.</summary>
    /// <exception cref="MatException">The file was changed or cut short since.</exception>
    public ReadOnlySpan<T> Values => values ??= To<T>();

    private static MatClass ClassOf(bool isLogical)
    {
        MatClass matClass =
            typeof(T) == typeof(double) ? MatClass.Double : typeof(T) == typeof(float) ? MatClass.Single
            : typeof(T) == typeof(sbyte) ? MatClass.Int8 : typeof(T) == typeof(byte) ? MatClass.UInt8
            : typeof(T) == typeof(short) ? MatClass.Int16 : typeof(T) == typeof(ushort) ? MatClass.UInt16
            : typeof(T) == typeof(int) ? MatClass.Int32 : typeof(T) == typeof(uint) ? MatClass.UInt32
            : typeof(T) == typeof(long) ? MatClass.Int64 : typeof(T) == typeof(ulong) ? MatClass.UInt64
            : throw new ArgumentException($"MATLAB has no class for numbers of type {typeof(T)}");
        return isLogical && matClass != MatClass.UInt8 ? throw new ArgumentException($"logical values are bytes, not {typeof(T)}", nameof(isLogical)) : matClass;
    }
}

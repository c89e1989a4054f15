using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kiln.Numerics;

/// <summary>An array that starts on a 64-byte boundary, stays where it is, and has 64 bytes of slack after it.</summary>
/// <remarks>Kernels load whole vectors; the slack lets the last load run past the last element. It is managed memory, so a span
/// can never outlive it.</remarks>
/// <typeparam name="T">float for values, byte for the winners of a pool, ushort for half floats.</typeparam>
public sealed class AlignedBuffer<T>
    where T : unmanaged
{
    private const int Alignment = 64;

    private readonly T[] array;
    private readonly int start;

    /// <summary>Allocates zeros.</summary>
    /// <param name="length">Elements, at least 0 and at most <see cref="MaxLength"/>.</param>
    /// <exception cref="ArgumentException">More elements than an array can have.</exception>
    /// <exception cref="OutOfMemoryException">There is not as much memory.</exception>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length > MaxLength)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"a buffer of {length:N0} elements was asked for, but one holds at most {MaxLength:N0}"), nameof(length));
        }

        int size = Unsafe.SizeOf<T>();
        array = GC.AllocateArray<T>(length + (2 * Alignment / size), pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
        LargePages.Ask(address, (nint)array.Length * size);
        start = (int)((Alignment - (address & (Alignment - 1))) & (Alignment - 1)) / size;
        Length = length;
    }

    /// <summary>The most elements of one buffer: as many as an array can have (2,147,483,591), less what alignment and slack take.</summary>
    public static int MaxLength => Array.MaxLength - (2 * Alignment / Unsafe.SizeOf<T>());

    /// <summary>Elements, without the slack.</summary>
    public int Length { get; }

    /// <summary>The elements.</summary>
    public Span<T> Span => array.AsSpan(start, Length);
}

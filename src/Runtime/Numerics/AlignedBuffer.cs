using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kiln.Numerics;

/// <summary>An array that starts on a 64-byte boundary, stays where it is, and has 64 bytes of slack behind it.</summary>
/// <remarks>Kernels load whole vectors; the slack lets the last load run past the last element. It is managed memory, so a span
/// can never outlive it.</remarks>
/// <typeparam name="T">float for values, byte for the winners of a pool.</typeparam>
public sealed class AlignedBuffer<T>
    where T : unmanaged
{
    private const int Alignment = 64;

    private readonly T[] array;
    private readonly int start;

    /// <summary>Allocates zeros.</summary>
    /// <param name="length">Elements; at least 0.</param>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        int size = Unsafe.SizeOf<T>();
        array = GC.AllocateArray<T>(checked(length + (2 * Alignment / size)), pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
        start = (int)((Alignment - (address & (Alignment - 1))) & (Alignment - 1)) / size;
        Length = length;
    }

    /// <summary>Elements, without the slack.</summary>
    public int Length { get; }

    /// <summary>The elements.</summary>
    public Span<T> Span => array.AsSpan(start, Length);
}

using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Kiln.Interchange.Matlab;

/// <summary>Where the numbers of an array are.</summary>
internal abstract class MatNumbers
{
    /// <summary>Numbers that are converted at once: a few pages.</summary>
    private protected const int Piece = 4096;

    /// <summary>How many there are.</summary>
    public abstract int Count { get; }

    /// <summary>Reads some.</summary>
    /// <param name="first">The first.</param>
    /// <param name="destination">Gets them.</param>
    public abstract void Read<TTo>(int first, Span<TTo> destination)
        where TTo : unmanaged, INumberBase<TTo>;

    private protected static void Convert<TFrom, TTo>(ReadOnlySpan<TFrom> from, Span<TTo> to)
        where TFrom : unmanaged, INumberBase<TFrom>
        where TTo : unmanaged, INumberBase<TTo>
    {
        if (typeof(TFrom) == typeof(TTo))
        {
            MemoryMarshal.Cast<TFrom, TTo>(from).CopyTo(to);
            return;
        }

        for (int i = 0; i < to.Length; i++)
            to[i] = TTo.CreateSaturating(from[i]);
    }
}

/// <summary>Numbers in an array.</summary>
/// <param name="values">The numbers.</param>
internal sealed class HeldNumbers<T>(T[] values) : MatNumbers
    where T : unmanaged, INumberBase<T>
{
    /// <inheritdoc/>
    public override int Count { get; } = values?.Length ?? throw new ArgumentNullException(nameof(values));

    /// <inheritdoc/>
    public override void Read<TTo>(int first, Span<TTo> destination) => Convert(values.AsSpan(first, destination.Length), destination);
}

/// <summary>Numbers as a file has them.</summary>
/// <param name="source">Their bytes.</param>
/// <param name="offset">The first byte.</param>
/// <param name="storage">What the bytes mean.</param>
/// <param name="count">How many numbers.</param>
/// <param name="isSwapped">Whether the bytes of a number come in the order that this machine has not.</param>
internal sealed class StoredNumbers(MatSource source, long offset, MatStorage storage, int count, bool isSwapped) : MatNumbers
{
    /// <inheritdoc/>
    public override int Count => count;

    /// <inheritdoc/>
    public override void Read<TTo>(int first, Span<TTo> destination)
    {
        switch (storage)
        {
            case MatStorage.Int8: Read<sbyte, TTo>(first, destination); break;
            case MatStorage.UInt8: Read<byte, TTo>(first, destination); break;
            case MatStorage.Int16: Read<short, TTo>(first, destination); break;
            case MatStorage.UInt16: Read<ushort, TTo>(first, destination); break;
            case MatStorage.Int32: Read<int, TTo>(first, destination); break;
            case MatStorage.UInt32: Read<uint, TTo>(first, destination); break;
            case MatStorage.Single: Read<float, TTo>(first, destination); break;
            case MatStorage.Double: Read<double, TTo>(first, destination); break;
            case MatStorage.Int64: Read<long, TTo>(first, destination); break;
            default: Read<ulong, TTo>(first, destination); break;
        }
    }

    private void Read<TFrom, TTo>(int first, Span<TTo> destination)
        where TFrom : unmanaged, INumberBase<TFrom>
        where TTo : unmanaged, INumberBase<TTo>
    {
        if (typeof(TFrom) == typeof(TTo))
        {
            ReadStored(first, MemoryMarshal.Cast<TTo, TFrom>(destination));
            return;
        }

        TFrom[] piece = ArrayPool<TFrom>.Shared.Rent(Piece);
        for (int at = 0; at < destination.Length; at += Piece)
        {
            Span<TFrom> some = piece.AsSpan(0, Math.Min(Piece, destination.Length - at));
            ReadStored(first + at, some);
            Convert((ReadOnlySpan<TFrom>)some, destination.Slice(at, some.Length));
        }

        ArrayPool<TFrom>.Shared.Return(piece);
    }

    private void ReadStored<TFrom>(int first, Span<TFrom> numbers)
        where TFrom : unmanaged
    {
        source.Read(offset + ((long)first * storage.Bytes()), MemoryMarshal.AsBytes(numbers));
        if (isSwapped)
            Swap(numbers, storage.Bytes());
    }

    private static void Swap<TFrom>(Span<TFrom> numbers, int bytes)
        where TFrom : unmanaged
    {
        switch (bytes)
        {
            case 2: BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<TFrom, ushort>(numbers), MemoryMarshal.Cast<TFrom, ushort>(numbers)); break;
            case 4: BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<TFrom, uint>(numbers), MemoryMarshal.Cast<TFrom, uint>(numbers)); break;
            case 8: BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<TFrom, ulong>(numbers), MemoryMarshal.Cast<TFrom, ulong>(numbers)); break;
        }
    }
}

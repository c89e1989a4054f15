using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kiln.Numerics;

/// <content>Vectors of 512 bits.</content>
public static partial class Lanes
{
    /// <summary>max(x, 0) lane by lane; NaN becomes 0.</summary>
    /// <param name="x">The lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Rectify(Vector512<float> x) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), x, Vector512<float>.Zero);

    /// <summary>x where the mask's lane is above 0, else 0: the derivative of <c>Rectify</c>.</summary>
    /// <param name="x">The gradient.</param>
    /// <param name="output">The rectified output.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> WherePositive(Vector512<float> x, Vector512<float> output) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(output, Vector512<float>.Zero), x, Vector512<float>.Zero);

    /// <summary>Keeps the larger of two values lane by lane; the first of equals stays, and NaN never wins.</summary>
    /// <param name="best">The largest so far.</param>
    /// <param name="next">The next value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Larger(Vector512<float> best, Vector512<float> next) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(next, best), next, best);

    /// <summary>The number of the larger value lane by lane, to go with <c>Larger</c>.</summary>
    /// <param name="best">The largest so far.</param>
    /// <param name="next">The next value.</param>
    /// <param name="winner">The number of the largest so far.</param>
    /// <param name="number">The number of the next value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Winner(Vector512<float> best, Vector512<float> next, Vector512<int> winner, int number) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(next, best).AsInt32(), Vector512.Create(number), winner);

    /// <summary>Stores the first lanes and leaves the memory behind them alone.</summary>
    /// <param name="x">The lanes.</param>
    /// <param name="destination">Where the first lane goes.</param>
    /// <param name="index">Floats to add to the destination.</param>
    /// <param name="count">1 to 16; mostly a constant, so that a few stores remain.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> x, ref float destination, nuint index, int count)
    {
        if (count == 16)
        {
            x.StoreUnsafe(ref destination, index);
            return;
        }

        Vector256<float> rest = x.GetLower();
        if ((count & 8) != 0)
        {
            rest.StoreUnsafe(ref destination, index);
            rest = x.GetUpper();
            index += 8;
        }

        if ((count & 7) != 0)
            Store(rest, ref destination, index, count & 7);
    }

    /// <summary>Stores the numbers of the first lanes as bytes and leaves the memory behind them alone.</summary>
    /// <param name="winner">Numbers from 0 to 255; −1 is stored as 255.</param>
    /// <param name="destination">Where the first number goes.</param>
    /// <param name="index">Bytes to add to the destination.</param>
    /// <param name="count">1 to 16; a constant at every call.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> winner, ref byte destination, nuint index, int count)
    {
        Vector256<short> words = Vector256.Narrow(winner.GetLower(), winner.GetUpper());
        Vector128<byte> bytes = Vector128.Narrow(words.GetLower(), words.GetUpper()).AsByte();
        ref byte place = ref Unsafe.Add(ref destination, index);
        if (count == 16)
        {
            bytes.StoreUnsafe(ref place);
            return;
        }

        ulong rest = bytes.AsUInt64().ToScalar();
        if ((count & 8) != 0)
        {
            Unsafe.WriteUnaligned(ref place, rest);
            rest = bytes.AsUInt64().GetElement(1);
            place = ref Unsafe.Add(ref place, 8);
        }

        for (int i = 0; i < (count & 7); i++, rest >>= 8)
            Unsafe.Add(ref place, i) = (byte)rest;
    }

    /// <summary>Stores the numbers of the first lanes as 16-bit words and leaves the memory behind them alone.</summary>
    /// <param name="winner">Numbers from 0 to 65535; −1 is stored as 65535.</param>
    /// <param name="destination">Where the first number goes.</param>
    /// <param name="index">Words to add to the destination.</param>
    /// <param name="count">1 to 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> winner, ref ushort destination, nuint index, int count)
    {
        ref ushort place = ref Unsafe.Add(ref destination, index);
        for (int i = 0; i < count; i++)
            Unsafe.Add(ref place, i) = (ushort)winner.GetElement(i);
    }

    /// <summary>The first lanes, the others 0.</summary>
    /// <param name="x">The lanes.</param>
    /// <param name="count">0 to 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> First(Vector512<float> x, int count) =>
        Vector512.ConditionalSelect(Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle(), x, Vector512<float>.Zero);
}

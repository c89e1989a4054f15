using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kiln.Numerics;

/// <content>Vectors of 256 bits.</content>
public static partial class Lanes
{
    /// <summary>max(x, 0) lane by lane; NaN becomes 0.</summary>
    /// <param name="x">The lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Rectify(Vector256<float> x) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256<float>.Zero), x, Vector256<float>.Zero);

    /// <summary>x where the mask's lane is above 0, else 0: the derivative of <c>Rectify</c>.</summary>
    /// <param name="x">The gradient.</param>
    /// <param name="output">The rectified output.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> WherePositive(Vector256<float> x, Vector256<float> output) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(output, Vector256<float>.Zero), x, Vector256<float>.Zero);

    /// <summary>Keeps the larger of two values lane by lane; the first of equals stays, and NaN never wins.</summary>
    /// <param name="best">The largest so far.</param>
    /// <param name="next">The next value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Larger(Vector256<float> best, Vector256<float> next) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(next, best), next, best);

    /// <summary>The number of the larger value lane by lane, to go with <c>Larger</c>.</summary>
    /// <param name="best">The largest so far.</param>
    /// <param name="next">The next value.</param>
    /// <param name="winner">The number of the largest so far.</param>
    /// <param name="number">The number of the next value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Winner(Vector256<float> best, Vector256<float> next, Vector256<int> winner, int number) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(next, best).AsInt32(), Vector256.Create(number), winner);

    /// <summary>Stores the first lanes and leaves the memory behind them alone.</summary>
    /// <param name="x">The lanes.</param>
    /// <param name="destination">Where the first lane goes.</param>
    /// <param name="index">Floats to add to the destination.</param>
    /// <param name="count">1 to 8; mostly a constant, so that one or two stores remain.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> x, ref float destination, nuint index, int count)
    {
        if (count == 8)
        {
            x.StoreUnsafe(ref destination, index);
            return;
        }

        Vector128<float> rest = x.GetLower();
        if ((count & 4) != 0)
        {
            rest.StoreUnsafe(ref destination, index);
            rest = x.GetUpper();
            index += 4;
        }

        if ((count & 2) != 0)
        {
            Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref Unsafe.Add(ref destination, index)), rest.AsInt64().ToScalar());
            rest = Vector128.Shuffle(rest, Vector128.Create(2, 3, 2, 3));
            index += 2;
        }

        if ((count & 1) != 0)
            Unsafe.Add(ref destination, index) = rest.ToScalar();
    }

    /// <summary>Stores the numbers of the first lanes as bytes and leaves the memory behind them alone.</summary>
    /// <param name="winner">Numbers from 0 to 255; −1 is stored as 255.</param>
    /// <param name="destination">Where the first number goes.</param>
    /// <param name="index">Bytes to add to the destination.</param>
    /// <param name="count">1 to 8; a constant at every call.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> winner, ref byte destination, nuint index, int count)
    {
        Vector128<short> words = Vector128.Narrow(winner.GetLower(), winner.GetUpper());
        ulong bytes = Vector128.Narrow(words, words).AsUInt64().ToScalar();
        ref byte place = ref Unsafe.Add(ref destination, index);
        if (count == 8)
        {
            Unsafe.WriteUnaligned(ref place, bytes);
            return;
        }

        for (int i = 0; i < count; i++, bytes >>= 8)
            Unsafe.Add(ref place, i) = (byte)bytes;
    }

    /// <summary>Stores the numbers of the first lanes as 16-bit words and leaves the memory behind them alone.</summary>
    /// <param name="winner">Numbers from 0 to 65535; −1 is stored as 65535.</param>
    /// <param name="destination">Where the first number goes.</param>
    /// <param name="index">Words to add to the destination.</param>
    /// <param name="count">1 to 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> winner, ref ushort destination, nuint index, int count)
    {
        ref ushort place = ref Unsafe.Add(ref destination, index);
        for (int i = 0; i < count; i++)
            Unsafe.Add(ref place, i) = (ushort)winner.GetElement(i);
    }

    /// <summary>The first lanes, the others 0.</summary>
    /// <param name="x">The lanes.</param>
    /// <param name="count">0 to 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> First(Vector256<float> x, int count) =>
        Vector256.ConditionalSelect(Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle(), x, Vector256<float>.Zero);
}

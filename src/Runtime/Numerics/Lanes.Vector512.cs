using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kiln.Numerics;

/// <content>Vectors of 512 bits.</content>
public static partial class Lanes
{
    /// <summary>left &gt; right ? then : otherwise, lane by lane; a comparison with NaN is false.</summary>
    /// <param name="left">The left sides.</param>
    /// <param name="right">The right sides.</param>
    /// <param name="then">Where the left side is greater.</param>
    /// <param name="otherwise">Elsewhere.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> WhereGreater(Vector512<float> left, Vector512<float> right, Vector512<float> then, Vector512<float> otherwise) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(left, right), then, otherwise);

    /// <summary>x · 2^power lane by lane, rounded once where the result is too small for a normal float.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="power">Whole numbers from −252 to 254.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Scale(Vector512<float> x, Vector512<float> power)
    {
        if (Avx512F.IsSupported)
            return Avx512F.Scale(x, power);

        // In two halves, as a float has no power below 2^−126 to multiply by.
        Vector512<int> whole = Vector512.ConvertToInt32Native(power), half = Vector512.ShiftRightArithmetic(whole, 1);
        return x * PowerOfTwo(half) * PowerOfTwo(whole - half);
    }

    /// <summary>2 to whole numbers from −126 to 127.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<int> x) => Vector512.ShiftLeft(x + Vector512.Create(127), 23).AsSingle();

    /// <summary>The exponents of positive normal numbers.</summary>
    /// <param name="x">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exponent(Vector512<float> x) =>
        Vector512.ConvertToSingle(Vector512.ShiftRightLogical(x.AsInt32(), 23) - Vector512.Create(127));

    /// <summary>The mantissas of positive normal numbers, from 1 to below 2.</summary>
    /// <param name="x">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Mantissa(Vector512<float> x) =>
        ((x.AsInt32() & Vector512.Create(0x7FFFFF)) | Vector512.Create(0x3F800000)).AsSingle();

    /// <summary>Random numbers from 0 to below 1, one an element: the 24 high bits of two rounds of a multiplicative hash (Wellons' lowbias32) of key and place.</summary>
    /// <param name="key">Tells apart steps and layers.</param>
    /// <param name="index">The place of the first lane's element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Uniform512(uint key, nuint index)
    {
        Vector512<uint> x = (Vector512<uint>.Indices + Vector512.Create((uint)index)) ^ Vector512.Create(key);
        x = (x ^ Vector512.ShiftRightLogical(x, 16)) * Vector512.Create(0x7FEB352Du);
        x = (x ^ Vector512.ShiftRightLogical(x, 15)) * Vector512.Create(0x846CA68Bu);
        x ^= Vector512.ShiftRightLogical(x, 16);
        return Vector512.ConvertToSingle(Vector512.ShiftRightLogical(x, 8).AsInt32()) * Vector512.Create(1f / (1 << 24));
    }

    /// <summary>Keeps the larger of two values lane by lane; the first of equals stays, and NaN never wins.</summary>
    /// <param name="best">The largest so far.</param>
    /// <param name="next">The next value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Larger(Vector512<float> best, Vector512<float> next) =>
        Avx512F.IsSupported ? Avx512F.Max(next, best) : Vector512.ConditionalSelect(Vector512.GreaterThan(next, best), next, best);

    /// <summary>The smaller of two values lane by lane; the first of equals stays, and a first value that is NaN.</summary>
    /// <param name="best">The smallest so far.</param>
    /// <param name="next">The next value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Smaller(Vector512<float> best, Vector512<float> next) =>
        Avx512F.IsSupported ? Avx512F.Min(next, best) : Vector512.ConditionalSelect(Vector512.LessThan(next, best), next, best);

    /// <summary>The number of the larger value lane by lane, to go with <c>Larger</c>.</summary>
    /// <param name="best">The largest so far.</param>
    /// <param name="next">The next value.</param>
    /// <param name="winner">The number of the largest so far.</param>
    /// <param name="number">The number of the next value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Winner(Vector512<float> best, Vector512<float> next, Vector512<int> winner, int number) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(next, best).AsInt32(), Vector512.Create(number), winner);

    /// <summary>The same for a value that is itself the largest of some.</summary>
    /// <param name="best">The largest so far.</param>
    /// <param name="next">The next value.</param>
    /// <param name="winner">The number of the largest so far.</param>
    /// <param name="number">The number of the next value among those of which it is the largest.</param>
    /// <param name="others">How many were numbered before these.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Winner(Vector512<float> best, Vector512<float> next, Vector512<int> winner, Vector512<int> number, int others) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(next, best).AsInt32(), number + Vector512.Create(others), winner);

    /// <summary>Stores the first lanes and leaves the memory after them alone.</summary>
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

    /// <summary>Stores the numbers of the first lanes as bytes and leaves the memory after them alone.</summary>
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

    /// <summary>Stores the numbers of the first lanes as 16-bit words and leaves the memory after them alone.</summary>
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

    /// <summary>Stores the numbers of the first lanes and leaves the memory after them alone.</summary>
    /// <param name="winner">Numbers; −1 stands for none.</param>
    /// <param name="destination">Where the first number goes.</param>
    /// <param name="index">Numbers to add to the destination.</param>
    /// <param name="count">1 to 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> winner, ref int destination, nuint index, int count) =>
        Store(winner.AsSingle(), ref Unsafe.As<int, float>(ref destination), index, count);

    /// <summary>The numbers of winners from bytes.</summary>
    /// <param name="source">Where the first number is.</param>
    /// <param name="index">Bytes to add to the source.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Winners512(ref byte source, nuint index)
    {
        (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.LoadUnsafe(ref source, index));
        return Vector512.Create(Vector256.Create(Vector128.WidenLower(low), Vector128.WidenUpper(low)), Vector256.Create(Vector128.WidenLower(high), Vector128.WidenUpper(high))).AsInt32();
    }

    /// <summary>The numbers of winners from 16-bit words.</summary>
    /// <param name="source">Where the first number is.</param>
    /// <param name="index">Words to add to the source.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Winners512(ref ushort source, nuint index)
    {
        (Vector256<uint> low, Vector256<uint> high) = Vector256.Widen(Vector256.LoadUnsafe(ref source, index));
        return Vector512.Create(low, high).AsInt32();
    }

    /// <summary>The numbers of winners.</summary>
    /// <param name="source">Where the first number is.</param>
    /// <param name="index">Numbers to add to the source.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Winners512(ref int source, nuint index) => Vector512.LoadUnsafe(ref source, index);

    /// <summary>x in the lanes whose winner has a number, else 0.</summary>
    /// <param name="winner">The numbers of the winners.</param>
    /// <param name="number">The number.</param>
    /// <param name="x">The lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> WhereWinner(Vector512<int> winner, int number, Vector512<float> x) =>
        Vector512.ConditionalSelect(Vector512.Equals(winner, Vector512.Create(number)).AsSingle(), x, Vector512<float>.Zero);

    /// <summary>Channels as many times each as they have filters: lane i holds channel (first + i) / multiplier.</summary>
    /// <param name="source">The map.</param>
    /// <param name="pixel">Where the pixel's channels start.</param>
    /// <param name="first">The first lane's filter.</param>
    /// <param name="multiplier">Filters of a channel.</param>
    public static Vector512<float> Repeated512(ref float source, nuint pixel, nuint first, nuint multiplier)
    {
        Span<float> lanes = stackalloc float[16];
        for (int lane = 0; lane < 16; lane++)
            lanes[lane] = Unsafe.Add(ref source, pixel + ((first + (nuint)lane) / multiplier));

        return Vector512.Create<float>(lanes);
    }

    /// <summary>Weights that are kept as half floats.</summary>
    /// <param name="source">Where the first is.</param>
    /// <param name="index">Half floats to add to the source.</param>
    /// <param name="scale">Their <see cref="HalfWeights.Scale"/> in all lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Halves512(ref ushort source, nuint index, Vector512<float> scale)
    {
        // The sign is copied upwards, and then away from where the exponent goes on.
        Vector512<int> bits = Vector512.WidenLower(Vector256.LoadUnsafe(ref source, index).AsInt16().ToVector512Unsafe());
        return (Vector512.ShiftLeft(bits, HalfWeights.LostBits) & Vector512.Create(int.MinValue | 0x0FFF_FFFF)).AsSingle() * scale;
    }

    /// <summary>Stores weights as half floats, each rounded to the nearest.</summary>
    /// <param name="x">The weights.</param>
    /// <param name="destination">Where the first half goes.</param>
    /// <param name="index">Half floats to add to the destination.</param>
    /// <param name="scale">Their <see cref="HalfWeights.Scale"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreHalves(Vector512<float> x, ref ushort destination, nuint index, float scale)
    {
        Vector512<int> bits = (x / Vector512.Create(scale)).AsInt32(), magnitude = bits & Vector512.Create(int.MaxValue);
        Vector512<int> odd = Vector512.ShiftRightLogical(magnitude, HalfWeights.LostBits) & Vector512<int>.One;
        Vector512<int> nearest = Vector512.ShiftRightLogical(magnitude + Vector512.Create((1 << (HalfWeights.LostBits - 1)) - 1) + odd, HalfWeights.LostBits);
        nearest = Vector512.Min(nearest, Vector512.Create(HalfWeights.LargestBits)) & Vector512.GreaterThanOrEqual(nearest, Vector512.Create(HalfWeights.SmallestBits));
        Vector512<int> halves = nearest | (Vector512.ShiftRightLogical(bits, 16) & Vector512.Create(HalfWeights.LargestBits + 1));
        Vector256.Narrow(halves.GetLower().AsUInt32(), halves.GetUpper().AsUInt32()).StoreUnsafe(ref destination, index);
    }

    /// <summary>The first lanes, the others 0.</summary>
    /// <param name="x">The lanes.</param>
    /// <param name="count">0 to 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> First(Vector512<float> x, int count) =>
        Vector512.ConditionalSelect(Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle(), x, Vector512<float>.Zero);

    /// <summary>The sum of all lanes: halves are added until one lane is left, so that its bits are the same on every processor.</summary>
    /// <param name="x">The lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> x) => Sum(x.GetLower() + x.GetUpper());

    /// <summary>The largest of all lanes; any of them where one is NaN.</summary>
    /// <param name="x">The lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Largest(Vector512<float> x) => Largest(Vector256.MaxNative(x.GetLower(), x.GetUpper()));
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kiln.Numerics;

/// <content>Vectors of 256 bits.</content>
public static partial class Lanes
{
    /// <summary>left &gt; right ? then : otherwise, lane by lane; a comparison with NaN is false.</summary>
    /// <param name="left">The left sides.</param>
    /// <param name="right">The right sides.</param>
    /// <param name="then">Where the left side is greater.</param>
    /// <param name="otherwise">Elsewhere.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> WhereGreater(Vector256<float> left, Vector256<float> right, Vector256<float> then, Vector256<float> otherwise) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(left, right), then, otherwise);

    /// <summary>x · 2^power lane by lane, rounded once where the result is too small for a normal float.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="power">Whole numbers from −252 to 254.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Scale(Vector256<float> x, Vector256<float> power)
    {
        if (Avx512F.VL.IsSupported)
            return Avx512F.VL.Scale(x, power);

        // In two halves, as a float has no power below 2^−126 to multiply by.
        Vector256<int> whole = Vector256.ConvertToInt32Native(power), half = Vector256.ShiftRightArithmetic(whole, 1);
        return x * PowerOfTwo(half) * PowerOfTwo(whole - half);
    }

    /// <summary>2 to whole numbers from −126 to 127.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> PowerOfTwo(Vector256<int> x) => Vector256.ShiftLeft(x + Vector256.Create(127), 23).AsSingle();

    /// <summary>The exponents of positive normal numbers.</summary>
    /// <param name="x">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exponent(Vector256<float> x) =>
        Vector256.ConvertToSingle(Vector256.ShiftRightLogical(x.AsInt32(), 23) - Vector256.Create(127));

    /// <summary>The mantissas of positive normal numbers, from 1 to below 2.</summary>
    /// <param name="x">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Mantissa(Vector256<float> x) =>
        ((x.AsInt32() & Vector256.Create(0x7FFFFF)) | Vector256.Create(0x3F800000)).AsSingle();

    /// <summary>Random numbers from 0 to below 1, one an element: the 24 high bits of two rounds of a multiplicative hash (Wellons' lowbias32) of key and place.</summary>
    /// <param name="key">Tells apart steps and layers.</param>
    /// <param name="index">The place of the first lane's element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Uniform256(uint key, nuint index)
    {
        Vector256<uint> x = (Vector256<uint>.Indices + Vector256.Create((uint)index)) ^ Vector256.Create(key);
        x = (x ^ Vector256.ShiftRightLogical(x, 16)) * Vector256.Create(0x7FEB352Du);
        x = (x ^ Vector256.ShiftRightLogical(x, 15)) * Vector256.Create(0x846CA68Bu);
        x ^= Vector256.ShiftRightLogical(x, 16);
        return Vector256.ConvertToSingle(Vector256.ShiftRightLogical(x, 8).AsInt32()) * Vector256.Create(1f / (1 << 24));
    }

    /// <summary>Keeps the larger of two values lane by lane; the first of equals stays, and NaN never wins.</summary>
    /// <param name="best">The largest so far.</param>
    /// <param name="next">The next value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Larger(Vector256<float> best, Vector256<float> next) =>
        Avx.IsSupported ? Avx.Max(next, best) : Vector256.ConditionalSelect(Vector256.GreaterThan(next, best), next, best);

    /// <summary>The smaller of two values lane by lane; the first of equals stays, and a first value that is NaN.</summary>
    /// <param name="best">The smallest so far.</param>
    /// <param name="next">The next value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Smaller(Vector256<float> best, Vector256<float> next) =>
        Avx.IsSupported ? Avx.Min(next, best) : Vector256.ConditionalSelect(Vector256.LessThan(next, best), next, best);

    /// <summary>The number of the larger value lane by lane, to go with <c>Larger</c>.</summary>
    /// <param name="best">The largest so far.</param>
    /// <param name="next">The next value.</param>
    /// <param name="winner">The number of the largest so far.</param>
    /// <param name="number">The number of the next value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Winner(Vector256<float> best, Vector256<float> next, Vector256<int> winner, int number) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(next, best).AsInt32(), Vector256.Create(number), winner);

    /// <summary>The same for a value that is itself the largest of some.</summary>
    /// <param name="best">The largest so far.</param>
    /// <param name="next">The next value.</param>
    /// <param name="winner">The number of the largest so far.</param>
    /// <param name="number">The number of the next value among those of which it is the largest.</param>
    /// <param name="others">How many were numbered before these.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Winner(Vector256<float> best, Vector256<float> next, Vector256<int> winner, Vector256<int> number, int others) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(next, best).AsInt32(), number + Vector256.Create(others), winner);

    /// <summary>Stores the first lanes and leaves the memory after them alone.</summary>
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

    /// <summary>Stores the numbers of the first lanes as bytes and leaves the memory after them alone.</summary>
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

    /// <summary>Stores the numbers of the first lanes as 16-bit words and leaves the memory after them alone.</summary>
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

    /// <summary>Stores the numbers of the first lanes and leaves the memory after them alone.</summary>
    /// <param name="winner">Numbers; −1 stands for none.</param>
    /// <param name="destination">Where the first number goes.</param>
    /// <param name="index">Numbers to add to the destination.</param>
    /// <param name="count">1 to 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> winner, ref int destination, nuint index, int count) =>
        Store(winner.AsSingle(), ref Unsafe.As<int, float>(ref destination), index, count);

    /// <summary>The numbers of winners from bytes.</summary>
    /// <param name="source">Where the first number is.</param>
    /// <param name="index">Bytes to add to the source.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Winners256(ref byte source, nuint index)
    {
        Vector128<ushort> words = Vector128.WidenLower(Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, index))).AsByte());
        return Vector256.Create(Vector128.WidenLower(words), Vector128.WidenUpper(words)).AsInt32();
    }

    /// <summary>The numbers of winners from 16-bit words.</summary>
    /// <param name="source">Where the first number is.</param>
    /// <param name="index">Words to add to the source.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Winners256(ref ushort source, nuint index)
    {
        (Vector128<uint> low, Vector128<uint> high) = Vector128.Widen(Vector128.LoadUnsafe(ref source, index));
        return Vector256.Create(low, high).AsInt32();
    }

    /// <summary>The numbers of winners.</summary>
    /// <param name="source">Where the first number is.</param>
    /// <param name="index">Numbers to add to the source.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Winners256(ref int source, nuint index) => Vector256.LoadUnsafe(ref source, index);

    /// <summary>x in the lanes whose winner has a number, else 0.</summary>
    /// <param name="winner">The numbers of the winners.</param>
    /// <param name="number">The number.</param>
    /// <param name="x">The lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> WhereWinner(Vector256<int> winner, int number, Vector256<float> x) =>
        Vector256.ConditionalSelect(Vector256.Equals(winner, Vector256.Create(number)).AsSingle(), x, Vector256<float>.Zero);

    /// <summary>Channels as many times each as they have filters: lane i holds channel (first + i) / multiplier.</summary>
    /// <param name="source">The map.</param>
    /// <param name="pixel">Where the pixel's channels start.</param>
    /// <param name="first">The first lane's filter.</param>
    /// <param name="multiplier">Filters of a channel.</param>
    public static Vector256<float> Repeated256(ref float source, nuint pixel, nuint first, nuint multiplier)
    {
        Span<float> lanes = stackalloc float[8];
        for (int lane = 0; lane < 8; lane++)
            lanes[lane] = Unsafe.Add(ref source, pixel + ((first + (nuint)lane) / multiplier));

        return Vector256.Create<float>(lanes);
    }

    /// <summary>Weights that are kept as half floats.</summary>
    /// <param name="source">Where the first is.</param>
    /// <param name="index">Half floats to add to the source.</param>
    /// <param name="scale">Their <see cref="HalfWeights.Scale"/> in all lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Halves256(ref ushort source, nuint index, Vector256<float> scale)
    {
        // The sign is copied upwards, and then away from where the exponent goes on.
        Vector256<int> bits = Vector256.WidenLower(Vector128.LoadUnsafe(ref source, index).AsInt16().ToVector256Unsafe());
        return (Vector256.ShiftLeft(bits, HalfWeights.LostBits) & Vector256.Create(int.MinValue | 0x0FFF_FFFF)).AsSingle() * scale;
    }

    /// <summary>Stores weights as half floats, each rounded to the nearest.</summary>
    /// <param name="x">The weights.</param>
    /// <param name="destination">Where the first half goes.</param>
    /// <param name="index">Half floats to add to the destination.</param>
    /// <param name="scale">Their <see cref="HalfWeights.Scale"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreHalves(Vector256<float> x, ref ushort destination, nuint index, float scale)
    {
        Vector256<int> bits = (x / Vector256.Create(scale)).AsInt32(), magnitude = bits & Vector256.Create(int.MaxValue);
        Vector256<int> odd = Vector256.ShiftRightLogical(magnitude, HalfWeights.LostBits) & Vector256<int>.One;
        Vector256<int> nearest = Vector256.ShiftRightLogical(magnitude + Vector256.Create((1 << (HalfWeights.LostBits - 1)) - 1) + odd, HalfWeights.LostBits);
        nearest = Vector256.Min(nearest, Vector256.Create(HalfWeights.LargestBits)) & Vector256.GreaterThanOrEqual(nearest, Vector256.Create(HalfWeights.SmallestBits));
        Vector256<int> halves = nearest | (Vector256.ShiftRightLogical(bits, 16) & Vector256.Create(HalfWeights.LargestBits + 1));
        Vector128.Narrow(halves.GetLower().AsUInt32(), halves.GetUpper().AsUInt32()).StoreUnsafe(ref destination, index);
    }

    /// <summary>The first lanes, the others 0.</summary>
    /// <param name="x">The lanes.</param>
    /// <param name="count">0 to 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> First(Vector256<float> x, int count) =>
        Vector256.ConditionalSelect(Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle(), x, Vector256<float>.Zero);

    /// <summary>The sum of all lanes: halves are added until one lane is left, so that its bits are the same on every processor.</summary>
    /// <param name="x">The lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> x) => Sum(x.GetLower() + x.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(Vector128<float> x)
    {
        Vector128<float> pairs = x + Vector128.Shuffle(x, Vector128.Create(2, 3, 0, 1));
        return pairs.ToScalar() + pairs.GetElement(1);
    }

    /// <summary>The largest of all lanes; any of them where one is NaN.</summary>
    /// <param name="x">The lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Largest(Vector256<float> x) => Largest(Vector128.MaxNative(x.GetLower(), x.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Largest(Vector128<float> x)
    {
        Vector128<float> pairs = Vector128.MaxNative(x, Vector128.Shuffle(x, Vector128.Create(2, 3, 0, 1)));
        return float.MaxNative(pairs.ToScalar(), pairs.GetElement(1));
    }
}

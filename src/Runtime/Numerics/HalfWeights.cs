using System.ComponentModel;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Kiln.Numerics;

/// <summary>Weights as half floats (a sign, 5 bits of exponent, 10 of mantissa) times a power of two, which the largest of them decides: none is too large, and none that matters too small.</summary>
/// <remarks>A weight is off by at most 1/2048 of itself. Those below 2⁻²⁸ of the largest become 0: halves without a leading one would cost a processor that handles them in microcode a hundred
/// cycles each.</remarks>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class HalfWeights
{
    /// <summary>Bits of a float's mantissa that a half has not.</summary>
    internal const int LostBits = 13;

    /// <summary>The smallest half with a leading one, as bits.</summary>
    internal const int SmallestBits = 1 << 10;

    /// <summary>All bits of a half but its sign. Those above the largest half of the standard are numbers too here.</summary>
    internal const int LargestBits = (1 << 15) - 1;

    /// <summary>The largest weight has the exponent 14 as a half, with which it cannot round to infinity. Its bits where a float has them mean 112 less, so that much is between.</summary>
    private const int Lift = 98;

    private readonly AlignedBuffer<ushort> buffer;

    /// <summary>Allocates zeros.</summary>
    /// <param name="length">Weights, at least 0 and at most what one <see cref="AlignedBuffer{T}"/> holds.</param>
    public HalfWeights(int length) => buffer = new AlignedBuffer<ushort>(length);

    /// <summary>The bits of the halves.</summary>
    public Span<ushort> Span => buffer.Span;

    /// <summary>What a half is multiplied by once its bits stand where a float has them, which makes it 2¹¹² times smaller: a power of two, or NaN where a weight is no number.</summary>
    public float Scale { get; private set; } = ScaleFor([]);

    /// <summary>Chooses the scale for weights that are copied next.</summary>
    /// <param name="weights">The weights.</param>
    public void Fit(ReadOnlySpan<float> weights) => Scale = ScaleFor(weights);

    /// <summary>What kernels with half weights compute with.</summary>
    /// <param name="weights">One array of weights, whole: its largest decides what becomes of the smallest.</param>
    /// <param name="rounded">Gets them as they are after rounding to halves and back.</param>
    /// <exception cref="ArgumentException"><paramref name="rounded"/> has another length.</exception>
    public static void Round(ReadOnlySpan<float> weights, Span<float> rounded)
    {
        if (rounded.Length != weights.Length)
            throw new ArgumentException($"{weights.Length} weights were given, but room for {rounded.Length}", nameof(rounded));

        float scale = ScaleFor(weights);
        for (int i = 0; i < weights.Length; i++)
            rounded[i] = BitConverter.Int32BitsToSingle(Moved(ToHalf(weights[i] / scale))) * scale;
    }

    /// <summary>The scale for some weights.</summary>
    private static float ScaleFor(ReadOnlySpan<float> weights)
    {
        // Without their signs, floats are ordered as the integers of the same bits.
        ReadOnlySpan<int> bits = MemoryMarshal.Cast<float, int>(weights);
        ReadOnlySpan<Vector<int>> vectors = MemoryMarshal.Cast<int, Vector<int>>(bits);
        Vector<int> magnitudes = Vector<int>.Zero;
        foreach (Vector<int> vector in vectors)
            magnitudes = Vector.Max(magnitudes, vector & new Vector<int>(int.MaxValue));

        int largest = 0;
        for (int lane = 0; lane < Vector<int>.Count; lane++)
            largest = Math.Max(largest, magnitudes[lane]);

        foreach (int rest in bits[(vectors.Length * Vector<int>.Count)..])
            largest = Math.Max(largest, rest & int.MaxValue);

        float magnitude = BitConverter.Int32BitsToSingle(largest);
        return float.IsFinite(magnitude) ? MathF.ScaleB(1, Math.Clamp(Math.ILogB(magnitude), -Lift, 126 - Lift) + Lift) : float.NaN;
    }

    /// <summary>The bits of the nearest half, of a weight that has been divided by the scale.</summary>
    private static int ToHalf(float x)
    {
        int bits = BitConverter.SingleToInt32Bits(x), magnitude = bits & int.MaxValue;
        int nearest = Math.Min((magnitude + (1 << (LostBits - 1)) - 1 + ((magnitude >> LostBits) & 1)) >>> LostBits, LargestBits);
        return (nearest < SmallestBits ? 0 : nearest) | ((bits >> 16) & (LargestBits + 1));
    }

    /// <summary>The bits of a half where a float has them.</summary>
    private static int Moved(int half) => ((half & LargestBits) << LostBits) | ((half & (LargestBits + 1)) << 16);
}

using System.Buffers.Binary;
using System.Globalization;

namespace Kiln.Interchange.Onnx.Import;

/// <summary>A tensor that a file holds. Its numbers stay where they are in the file until they are asked for.</summary>
/// <param name="Name">Its name; empty of one that is an attribute.</param>
/// <param name="Element">What it is made of.</param>
/// <param name="Dimensions">Its extents.</param>
/// <param name="Raw">The bytes of all elements, little-endian; empty where they are in <paramref name="Floats"/> or <paramref name="Integers"/>.</param>
/// <param name="Floats">Elements of <c>float_data</c> or <c>double_data</c>.</param>
/// <param name="Integers">Elements of <c>int32_data</c> or <c>int64_data</c>; those of half precision are bits.</param>
internal sealed record OnnxTensor(string Name, OnnxElement Element, long[] Dimensions, ReadOnlyMemory<byte> Raw, float[] Floats, long[] Integers)
{
    /// <summary>How many elements it has, which is also how many the file has.</summary>
    public int Count { get; private init; }

    /// <summary>Whether its elements are whole numbers.</summary>
    public bool IsWhole => Element is OnnxElement.Int32 or OnnxElement.Int64 or OnnxElement.Boolean or OnnxElement.Int8 or OnnxElement.UInt8;

    /// <summary>The same tensor, checked.</summary>
    /// <exception cref="UnsupportedException">The file has fewer or more elements than the extents say, or elements of a type that is not read.</exception>
    public OnnxTensor Checked()
    {
        Int128 count = 1;
        foreach (long extent in Dimensions)
        {
            if (extent < 0 || extent > int.MaxValue)
                throw new UnsupportedException(Problem($"an extent of {extent.ToString(CultureInfo.InvariantCulture)}"));

            count = Int128.Min(count * extent, (Int128)long.MaxValue);
        }

        int size = Element switch
        {
            OnnxElement.Float or OnnxElement.Int32 => 4,
            OnnxElement.Double or OnnxElement.Int64 => 8,
            OnnxElement.Float16 or OnnxElement.BFloat16 => 2,
            OnnxElement.Boolean or OnnxElement.Int8 or OnnxElement.UInt8 => 1,
            _ => throw new UnsupportedException(Problem($"elements of type {((int)Element).ToString(CultureInfo.InvariantCulture)}, where float32, float16, bfloat16, double or whole numbers are read")),
        };
        long given = Raw.Length > 0 ? Raw.Length / size : Floats.Length + Integers.Length;
        return count == given && (Raw.Length == 0 || Raw.Length % size == 0)
            ? this with { Count = (int)count }
            : throw new UnsupportedException(Problem($"{given.ToString(CultureInfo.InvariantCulture)} elements, where {string.Join("×", Dimensions)} were expected"));
    }

    /// <summary>Copies all elements.</summary>
    /// <param name="numbers">As many as there are; halves become floats.</param>
    public void CopyTo(Span<float> numbers)
    {
        ReadOnlySpan<byte> raw = Raw.Span;
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = raw.Length > 0 ? FromRaw(raw, i) : Floats.Length > 0 ? Floats[i] : FromBits(Integers[i]);
    }

    /// <summary>All elements.</summary>
    public float[] ToFloats()
    {
        float[] numbers = new float[Count];
        CopyTo(numbers);
        return numbers;
    }

    /// <summary>All elements, of whole numbers.</summary>
    public long[] ToIntegers()
    {
        if (Raw.Length == 0)
            return Integers;

        long[] numbers = new long[Count];
        ReadOnlySpan<byte> raw = Raw.Span;
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = Element switch
            {
                OnnxElement.Int64 => BinaryPrimitives.ReadInt64LittleEndian(raw[(8 * i)..]),
                OnnxElement.Int32 => BinaryPrimitives.ReadInt32LittleEndian(raw[(4 * i)..]),
                OnnxElement.Int8 => (sbyte)raw[i],
                _ => raw[i],
            };
        }

        return numbers;
    }

    private float FromRaw(ReadOnlySpan<byte> raw, int i) => Element switch
    {
        OnnxElement.Float => BinaryPrimitives.ReadSingleLittleEndian(raw[(4 * i)..]),
        OnnxElement.Double => (float)BinaryPrimitives.ReadDoubleLittleEndian(raw[(8 * i)..]),
        OnnxElement.Float16 => (float)BinaryPrimitives.ReadHalfLittleEndian(raw[(2 * i)..]),
        OnnxElement.BFloat16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(raw[(2 * i)..]) << 16),
        OnnxElement.Int64 => BinaryPrimitives.ReadInt64LittleEndian(raw[(8 * i)..]),
        OnnxElement.Int32 => BinaryPrimitives.ReadInt32LittleEndian(raw[(4 * i)..]),
        OnnxElement.Int8 => (sbyte)raw[i],
        _ => raw[i],
    };

    private float FromBits(long bits) => Element switch
    {
        OnnxElement.Float16 => (float)BitConverter.UInt16BitsToHalf((ushort)bits),
        OnnxElement.BFloat16 => BitConverter.Int32BitsToSingle((ushort)bits << 16),
        _ => bits,
    };

    private string Problem(string has) => $"tensor '{Name}' has {has}";
}

using System.Runtime.InteropServices;

namespace Kiln.Interchange.SafeTensors;

/// <summary>One array of a file.</summary>
/// <param name="Type">Its element type, as the file names it.</param>
/// <param name="Shape">Its extents.</param>
/// <param name="Begin">Where its bytes begin, after the header.</param>
/// <param name="End">Where they end.</param>
internal sealed record Tensor(string Type, IReadOnlyList<long> Shape, long Begin, long End)
{
    private const int BFloat16Shift = 16;

    /// <summary>Bytes of an element by the format's types; null for one that is none.</summary>
    public static int? ElementBytes(string type) => type switch
    {
        "F64" or "I64" or "U64" or "C64" => 8,
        "F32" or "I32" or "U32" => 4,
        "F16" or "BF16" or "I16" or "U16" => 2,
        "BOOL" or "I8" or "U8" or "F8_E4M3" or "F8_E5M2" or "F8_E8M0" => 1,
        _ => null,
    };

    /// <summary>Why its values cannot be read; null if they can.</summary>
    public string? Unreadable => Type is "F32" or "F16" or "BF16" ? null : $"is of type {Type}, but F32, F16 or BF16 was expected";

    /// <summary>For example <c>5×5×1×20</c>; of none <c>one number</c>.</summary>
    public string Extents => Shape.Count == 0 ? "one number" : string.Join("×", Shape);

    /// <summary>The values as floats.</summary>
    /// <param name="data">The bytes after the header.</param>
    public ReadOnlySpan<float> Values(ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> own = data[(int)Begin..(int)End];
        if (Type == "F32")
            return MemoryMarshal.Cast<byte, float>(own);

        float[] values = new float[own.Length / sizeof(ushort)];
        ReadOnlySpan<ushort> halves = MemoryMarshal.Cast<byte, ushort>(own);
        for (int i = 0; i < values.Length; i++)
            values[i] = Type == "F16" ? (float)BitConverter.UInt16BitsToHalf(halves[i]) : BitConverter.UInt32BitsToSingle((uint)halves[i] << BFloat16Shift);

        return values;
    }
}

using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kiln.Numerics;

/// <summary>The few operations on vectors that emitted kernels share, for vectors of either width. All are inlined.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lanes
{
    /// <summary>Asks for the cache line of a float that will be read soon. Nothing is read, so it need not exist.</summary>
    /// <param name="source">Where the floats start.</param>
    /// <param name="index">Floats to add to the source.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch(ref float source, nuint index)
    {
        if (Sse.IsSupported)
            Sse.Prefetch1((float*)Unsafe.AsPointer(ref source) + index);
    }

    /// <summary>The same for some cache lines one after the other, as far as there are so many.</summary>
    /// <param name="floats">The floats.</param>
    /// <param name="first">Index of the first.</param>
    /// <param name="lines">How many lines.</param>
    public static void Prefetch(ReadOnlySpan<float> floats, long first, int lines)
    {
        const int line = 16;
        ref float source = ref MemoryMarshal.GetReference(floats);
        long end = Math.Min(first + ((long)lines * line), floats.Length);
        for (long at = first; at < end; at += line)
            Prefetch(ref source, (nuint)at);
    }

    /// <summary>The same for half floats.</summary>
    /// <param name="source">Where the half floats start.</param>
    /// <param name="index">Half floats to add to the source.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(ref ushort source, nuint index) => Prefetch(ref Unsafe.As<ushort, float>(ref Unsafe.Add(ref source, index)), 0);

    /// <summary>Stores the transpose of a matrix.</summary>
    /// <param name="source">The matrix, row by row.</param>
    /// <param name="sourceRow">Floats from one of its rows to the next.</param>
    /// <param name="target">Where the transpose goes.</param>
    /// <param name="targetRow">Floats from one row of the transpose to the next.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Columns of the matrix.</param>
    public static void Transpose(ref float source, nuint sourceRow, ref float target, nuint targetRow, int rows, int columns)
    {
        nuint height = (nuint)rows, width = (nuint)columns, wholeHeight = 0, wholeWidth = 0;
        if (Sse.IsSupported)
        {
            (wholeHeight, wholeWidth) = (height & ~(nuint)3, width & ~(nuint)3);
            for (nuint row = 0; row < wholeHeight; row += 4)
                for (nuint column = 0; column < wholeWidth; column += 4)
                    Transpose4(ref Unsafe.Add(ref source, (row * sourceRow) + column), sourceRow, ref Unsafe.Add(ref target, (column * targetRow) + row), targetRow);
        }

        for (nuint row = 0; row < height; row++)
            for (nuint column = row < wholeHeight ? wholeWidth : 0; column < width; column++)
                Unsafe.Add(ref target, (column * targetRow) + row) = Unsafe.Add(ref source, (row * sourceRow) + column);
    }

    /// <summary>Four rows of four: pairs of rows are interleaved, then pairs of pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose4(ref float source, nuint sourceRow, ref float target, nuint targetRow)
    {
        Vector128<float> a = Vector128.LoadUnsafe(ref source), b = Vector128.LoadUnsafe(ref source, sourceRow);
        Vector128<float> c = Vector128.LoadUnsafe(ref source, 2 * sourceRow), d = Vector128.LoadUnsafe(ref source, 3 * sourceRow);
        Vector128<float> abLow = Sse.UnpackLow(a, b), abHigh = Sse.UnpackHigh(a, b), cdLow = Sse.UnpackLow(c, d), cdHigh = Sse.UnpackHigh(c, d);
        Sse.MoveLowToHigh(abLow, cdLow).StoreUnsafe(ref target);
        Sse.MoveHighToLow(cdLow, abLow).StoreUnsafe(ref target, targetRow);
        Sse.MoveLowToHigh(abHigh, cdHigh).StoreUnsafe(ref target, 2 * targetRow);
        Sse.MoveHighToLow(cdHigh, abHigh).StoreUnsafe(ref target, 3 * targetRow);
    }
}

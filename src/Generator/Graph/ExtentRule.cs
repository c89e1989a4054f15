using System;
using System.Globalization;

namespace Kiln.Generator.Graph;

/// <summary>How large the output is along one side: the one rule that shapes, receptive fields and code for any extent share.</summary>
/// <param name="Taps">Positions of the window.</param>
/// <param name="Stride">Pixels from one window to the next.</param>
/// <param name="Pads">Pixels added on both sides together.</param>
/// <param name="Dilation">Pixels from one position of the window to the next.</param>
/// <param name="Whole">Whether the window is the whole side, whatever its extent.</param>
/// <param name="Transposed">Whether the roles of both sides are exchanged.</param>
internal readonly record struct ExtentRule(int Taps, int Stride, long Pads, int Dilation, bool Whole, bool Transposed = false)
{
    /// <summary>Pixels from the first to the last position of the window.</summary>
    public long Covered => ((long)(Taps - 1) * Dilation) + 1;

    /// <summary>Whether the window fits a side.</summary>
    public bool Fits(int extent) => Whole || (Transposed ? Output(extent) > 0 : Covered <= extent + Pads);

    /// <summary><c>floor((extent + pads − covered) / stride) + 1</c> of a side that the window fits; transposed, <c>(extent − 1) · stride + covered − pads</c>.</summary>
    public long Output(int extent) => Whole ? 1 : Transposed ? ((extent - 1L) * Stride) + Covered - Pads : ((extent + Pads - Covered) / Stride) + 1;

    /// <summary>The smallest side that gives an output of some extent: solves <see cref="Output"/> for it. Beyond the limit the exact number does not
    /// matter, as no map is that large.</summary>
    public long Needed(long output)
    {
        long needed = Whole ? 1 : Transposed ? ((output + Pads - Covered + Stride - 1) / Stride) + 1 : ((output - 1) * Stride) + Covered - Pads;
        return Math.Min(Limits.Floats + 1L, Math.Max(1, needed));
    }

    /// <summary>The rule as an expression of emitted code. What is constant is folded, and an extent that stays as it is keeps its name.</summary>
    /// <param name="extent">A variable or a number.</param>
    public string Text(string extent)
    {
        if (int.TryParse(extent, NumberStyles.None, CultureInfo.InvariantCulture, out int constant))
            return Output(constant).ToString(CultureInfo.InvariantCulture);

        string Plus(long more) => more == 0 ? extent : FormattableString.Invariant($"{extent} {(more < 0 ? "-" : "+")} {Math.Abs(more)}");
        return Whole ? "1"
            : Stride == 1 ? Plus(Pads - Covered + 1)
            : Pads == Covered ? FormattableString.Invariant($"({extent} / {Stride}) + 1")
            : FormattableString.Invariant($"(({Plus(Pads - Covered)}) / {Stride}) + 1");
    }
}

using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu.Fast;
using Kiln.Generator.Planning.Cpu.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>In which order a kernel wants a convolution's weights.</summary>
internal enum PackedForm
{
    /// <summary>Group by group and panel by panel, in each the weights of all inputs of the window, filters innermost.</summary>
    Forward,

    /// <summary>Stretch by stretch of the filter and group by group, in each panel by panel, the weights of all filters, inputs innermost.</summary>
    Input,

    /// <summary>Filter row by filter row, in each filter by filter, inputs innermost and padded to whole vectors.</summary>
    FilterRows,

    /// <summary>Tap by tap, channels innermost and padded to whole vectors: of a depthwise convolution.</summary>
    Taps,

    /// <summary>Transformed filters: multiplication by multiplication, in each panel by panel and input by input, filters innermost.</summary>
    Transformed,

    /// <summary>Transformed filters: multiplication by multiplication, in each panel by panel and filter by filter, inputs innermost.</summary>
    TransformedInput,
}

/// <summary>A copy of a convolution's weights in the order a kernel reads them, made anew when the parameters change.</summary>
/// <param name="Weights">The array.</param>
/// <param name="Geometry">The convolution.</param>
/// <param name="Form">The order.</param>
/// <param name="Floats">How many numbers it has.</param>
/// <param name="Panels">The panels of the forms that have them.</param>
/// <param name="Algorithm">The transform of the transformed forms.</param>
/// <param name="Factors">What each filter is multiplied by; null for nothing.</param>
internal sealed record PackedWeights(
    Value Weights, ConvGeometry Geometry, PackedForm Form, long Floats, IReadOnlyList<Panel> Panels, Winograd? Algorithm = null, Value? Factors = null)
{
    /// <summary>Whether its numbers are half floats, with one scale for all.</summary>
    public bool IsHalf { get; init; }

    /// <summary>The type of its numbers.</summary>
    public string Element => IsHalf ? "ushort" : "float";

    /// <summary>Floats that take as much memory.</summary>
    public long MemoryFloats => IsHalf ? (Floats + 1) / 2 : Floats;

    public string Name => $"{Identifiers.OfPath(Weights.Array!.Layer)}_{Form}{Suffix}Weights";

    /// <summary>What tells it from other copies of the same array in the same form.</summary>
    public string Suffix => (Algorithm is null ? "" : Algorithm.Suffix) + (Number == 0 ? "" : Number.ToString(CultureInfo.InvariantCulture));

    /// <summary>How many copies of the same array in the same form there are before it: kernels may want other panels.</summary>
    public int Number { get; init; }

    /// <summary>Two kernels that want the same order share one copy.</summary>
    public bool Equals(PackedWeights? other) =>
        other is not null && Weights == other.Weights && Form == other.Form && Floats == other.Floats && IsHalf == other.IsHalf && Factors == other.Factors
        && Equals(Algorithm, other.Algorithm) && Panels.SequenceEqual(other.Panels);

    public override int GetHashCode() => unchecked((Weights.GetHashCode() * 31) + (int)Form);
}

using System;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>The only file that knows the names of vector operations. Vector256 compiles to AVX2 and FMA where the processor has them, and to
/// narrower or scalar code where it has not; it needs no unsafe context.</summary>
internal static class VectorText
{
    public const int Lanes = 8;

    public const string Type = "Vector256<float>";

    public const string Zero = "Vector256<float>.Zero";

    public static string Load(string reference, string index) => $"Vector256.LoadUnsafe(ref {reference}, {index})";

    /// <summary>One float in all lanes.</summary>
    public static string Broadcast(string reference, string index) => $"Vector256.Create(Unsafe.Add(ref {reference}, {index}))";

    /// <summary>A scalar in all lanes.</summary>
    public static string Broadcast(string scalar) => $"Vector256.Create({scalar})";

    /// <summary>a × b + sum, rounded once where the processor can: elsewhere a fused one would be emulated, tens of times slower.</summary>
    public static string Fused(string a, string b, string sum) => $"Vector256.MultiplyAddEstimate({a}, {b}, {sum})";

    /// <summary>sum += a × b, rounded as by <see cref="Fused"/>.</summary>
    public static string MultiplyAdd(string sum, string a, string b) => $"{sum} = Vector256.MultiplyAddEstimate({a}, {b}, {sum});";

    /// <summary>The first lanes, the others 0.</summary>
    public static string First(string x, int lanes) => lanes == Lanes ? x : FormattableString.Invariant($"Lanes.First({x}, {lanes})");

    public static string Rectify(string x) => $"Lanes.Rectify({x})";

    public static string WherePositive(string x, string output) => $"Lanes.WherePositive({x}, {output})";

    public static string Larger(string best, string next) => $"Lanes.Larger({best}, {next})";

    public static string Winner(string best, string next, string winner, string number) => $"Lanes.Winner({best}, {next}, {winner}, {number})";

    /// <summary>Stores all lanes, or the first few without touching what lies behind.</summary>
    public static string Store(string x, string reference, string index, int lanes) =>
        lanes == Lanes ? $"{x}.StoreUnsafe(ref {reference}, {index});" : StoreFirst(x, reference, index, lanes);

    /// <summary>Stores winners, a byte a lane.</summary>
    public static string StoreFirst(string x, string reference, string index, int lanes) =>
        FormattableString.Invariant($"Lanes.Store({x}, ref {reference}, {index}, {lanes});");

    /// <summary>A reference to the first element of a span.</summary>
    public static string Reference(string type, string name, string span) => $"ref {type} {name} = ref MemoryMarshal.GetReference({span});";

    /// <summary>A reference some elements further on.</summary>
    public static string Advance(string reference, string elements) => $"ref Unsafe.Add(ref {reference}, {elements})";
}

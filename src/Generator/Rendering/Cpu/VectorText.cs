using System;
using System.Collections.Generic;
using System.Globalization;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Planning.Cpu;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>The only file that knows the names of vector operations. .NET's vectors compile to one instruction where the processor has their width,
/// and to narrower or scalar code where it has not; they need no unsafe context.</summary>
/// <param name="target">The machine, which says how wide a vector is.</param>
internal sealed class VectorText(Target target)
{
    /// <summary>What files of kernels call a vector of floats of their target's width.</summary>
    public const string WholeType = "Vector";

    /// <summary>What stands before an operation: nothing for vectors of the target's width, whose operations every file of its kernels imports.</summary>
    private readonly string qualifier = target.IsNarrowed ? $"{ClassOf(target)}." : "";

    public int Lanes => target.Lanes;

    public string Type => target.IsNarrowed ? $"{ClassOf(target)}<float>" : WholeType;

    /// <summary>The type of the numbers of winners.</summary>
    public string WinnerType => $"{ClassOf(target)}<int>";

    public string Zero => $"{Type}.Zero";

    /// <summary>The class of the operations on a target's vectors; its generic namesake is their type.</summary>
    public static string ClassOf(Target target) => FormattableString.Invariant($"Vector{target.Lanes * 32}");

    /// <summary>Vectors that hold a number of floats.</summary>
    public int Count(int floats) => target.Vectors(floats);

    public string Load(string reference, string index) => $"{qualifier}LoadUnsafe(ref {reference}, {index})";

    /// <summary>Half floats as floats, by their scale in all lanes.</summary>
    public string LoadHalves(string reference, string index, string scale) => $"Lanes.Halves{target.Lanes * 32}(ref {reference}, {index}, {scale})";

    /// <summary>Stores floats as half floats.</summary>
    public static string StoreHalves(string x, string reference, string index, string scale) => $"Lanes.StoreHalves({x}, ref {reference}, {index}, {scale});";

    /// <summary>One float in all lanes.</summary>
    public string Broadcast(string reference, string index) => $"{qualifier}Create(Unsafe.Add(ref {reference}, {index}))";

    /// <summary>A scalar in all lanes.</summary>
    public string Broadcast(string scalar) => $"{qualifier}Create({scalar})";

    /// <summary>a × b + sum, rounded once where the processor can: elsewhere a fused one would be emulated, tens of times slower.</summary>
    public string Fused(string a, string b, string sum) => $"{qualifier}MultiplyAddEstimate({a}, {b}, {sum})";

    /// <summary>sum += a × b, rounded as by <see cref="Fused"/>.</summary>
    public string MultiplyAdd(string sum, string a, string b) => $"{sum} = {Fused(a, b, sum)};";

    /// <summary>The first lanes, the others 0.</summary>
    public string First(string x, int lanes) => lanes == Lanes ? x : First(x, ((Size)lanes).ToString());

    /// <summary>The same for a number of lanes that emitted code computes.</summary>
    public static string First(string x, string lanes) => $"Lanes.First({x}, {lanes})";

    /// <summary>Stores the transpose of a matrix.</summary>
    /// <param name="source">Reference, index and distance of the rows.</param>
    /// <param name="target">Reference, index and distance of the rows of the transpose.</param>
    /// <param name="size">Rows and columns of the matrix, of type int.</param>
    public static string Transpose((string Reference, string Index, string Distance) source, (string Reference, string Index, string Distance) target, (string Rows, string Columns) size) =>
        $"Lanes.Transpose({Advance(source.Reference, source.Index)}, {source.Distance}, {Advance(target.Reference, target.Index)}, {target.Distance}, {size.Rows}, {size.Columns});";

    /// <summary>Stores all lanes, or the first few without touching what lies after.</summary>
    public string Store(string x, string reference, string index, string lanes) =>
        lanes == ((Size)Lanes).ToString() ? Store(x, reference, index, Lanes) : StoreFirst(x, reference, index, lanes);

    /// <inheritdoc cref="Store(string, string, string, string)"/>
    public string Store(string x, string reference, string index, int lanes) =>
        lanes == Lanes ? $"{x}.StoreUnsafe(ref {reference}, {index});" : StoreFirst(x, reference, index, lanes);

    /// <summary>A number as a literal of type float.</summary>
    public static string Literal(double value) =>
        float.IsPositiveInfinity((float)value) ? "float.PositiveInfinity" : ((float)value).ToString("R", CultureInfo.InvariantCulture) + "f";

    /// <summary>left &gt; right ? then : otherwise, lane by lane.</summary>
    public static string WhereGreater(string left, string right, string then, string otherwise) => $"Lanes.WhereGreater({left}, {right}, {then}, {otherwise})";

    /// <summary>x times 2 to the power of a whole number, lane by lane.</summary>
    public static string Scale(string x, string power) => $"Lanes.Scale({x}, {power})";

    /// <summary>The smaller of two lane by lane; the first where one is NaN.</summary>
    public static string Smaller(string best, string next) => $"Lanes.Smaller({best}, {next})";

    /// <summary>An operation on one vector.</summary>
    public string Apply(Operation operation, string x) => operation switch
    {
        Operation.SquareRoot => $"{qualifier}Sqrt({x})",
        Operation.Floor => $"{qualifier}Floor({x})",
        Operation.Exponent => $"Lanes.Exponent({x})",
        Operation.Mantissa => $"Lanes.Mantissa({x})",
        _ => throw new NotSupportedException($"{operation} has no text"),
    };

    /// <summary>Random numbers from 0 to below 1 that follow from a key and the place of an element.</summary>
    public string Uniform(string key, string index) => $"Lanes.Uniform{target.Lanes * 32}({key}, {index})";

    /// <summary>The numbers of winners, from bytes, words or integers.</summary>
    public string Winners(string reference, string index) => $"Lanes.Winners{target.Lanes * 32}(ref {reference}, {index})";

    /// <summary>x in the lanes whose winner has a number, else 0.</summary>
    public static string WhereWinner(string winner, string number, string x) => $"Lanes.WhereWinner({winner}, {number}, {x})";

    /// <summary>Channels as many times each as they have filters: lane i holds channel (first + i) / multiplier.</summary>
    public string Repeated(string reference, string pixel, string first, string multiplier) =>
        $"Lanes.Repeated{target.Lanes * 32}(ref {reference}, {pixel}, {first}, {multiplier})";

    public static string Larger(string best, string next) => $"Lanes.Larger({best}, {next})";

    public static string Winner(string best, string next, string winner, string number) => $"Lanes.Winner({best}, {next}, {winner}, {number})";

    /// <summary>The same for a value that is itself the largest of some, by the number of its winner among them, after so many others.</summary>
    public static string LaterWinner(string best, string next, string winner, string number, string others) => $"Lanes.Winner({best}, {next}, {winner}, {number}, {others})";

    /// <summary>Stores the first lanes of values, or of the numbers of winners, without touching what lies after.</summary>
    public static string StoreFirst(string x, string reference, string index, int lanes) => StoreFirst(x, reference, index, ((Size)lanes).ToString());

    /// <summary>The same for a number of lanes that emitted code computes.</summary>
    public static string StoreFirst(string x, string reference, string index, string lanes) => $"Lanes.Store({x}, ref {reference}, {index}, {lanes});";

    /// <summary>Asks for the cache lines of numbers that will be read soon; they need not exist.</summary>
    /// <param name="reference">Reference to the numbers.</param>
    /// <param name="first">Index of the first.</param>
    /// <param name="count">How many.</param>
    /// <param name="lineElements">How many a cache line holds.</param>
    public static IEnumerable<string> Prefetch(string reference, Size first, int count, int lineElements = ArenaPlan.Alignment)
    {
        for (int line = 0; line < count; line += lineElements)
            yield return $"Lanes.Prefetch(ref {reference}, {MapText.Index(("1", first + line))});";
    }

    /// <summary>A reference to the first element of a span.</summary>
    public static string Reference(string type, string name, string span) => $"ref {type} {name} = ref MemoryMarshal.GetReference({span});";

    /// <summary>A reference some elements further on.</summary>
    public static string Advance(string reference, string elements) => $"ref Unsafe.Add(ref {reference}, {elements})";
}

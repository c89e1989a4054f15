namespace Kiln;

/// <summary>Marks a constant of a block as one of its sizes, which every use gives, in the order of the constants.</summary>
/// <remarks>The value written is an example that lets C# check the lines; a use replaces it. The block's lines may compute with it:
/// <c>[Conv(1, 1, 4 * Filters)]</c>. Understood are <c>+ - * / %</c>, comparisons, <c>?:</c>, parentheses, numbers and other constants of the class.</remarks>
/// <example><code>[Size] private const int Filters = 64, Stride = 1;</code></example>
[AttributeUsage(AttributeTargets.Field, Inherited = false)]
public sealed class SizeAttribute : Attribute;

namespace Kiln;

/// <summary>Marks a <c>sealed partial class</c> as a block: layers that are declared once and used with other sizes by <see cref="UseAttribute{TBlock}"/>.</summary>
/// <remarks>
/// Its first line is <c>[Input]</c> without extents: the map that a use gives it. The lines below are layers and uses of other blocks; the last one is the
/// block's output. Its sizes are constants marked <see cref="SizeAttribute"/>. A block costs nothing when the network runs: the compiler puts its lines
/// in the place of each use and fuses across them.
/// </remarks>
/// <example>
/// <code>
/// [Block]
/// public sealed partial class Residual
/// {
///     [Size] private const int Filters = 64;
///
///     [Input]                             public partial Layer     X     { get; }
///     [Conv(3, 3, Filters, Pad = 1)]      public partial ConvLayer Conv1 { get; }
///     [Relu]                              public partial Layer     Relu1 { get; }
///     [Conv(3, 3, Filters, Pad = 1)]      public partial ConvLayer Conv2 { get; }
///     [Add(nameof(X), nameof(Conv2))]     public partial Layer     Sum   { get; }
/// }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class BlockAttribute : Attribute;

namespace Kiln;

/// <summary>A map as one pixel of as many channels as it has elements, in the order in which they lie: row by row, pixel by pixel, channel by channel.</summary>
/// <remarks>MatConvNet's order is down the columns, with channels outermost. A <see cref="DenseAttribute"/> layer needs no flattening.</remarks>
/// <example><code>[Flatten] public partial Layer Row { get; }</code></example>
public sealed class FlattenAttribute : LayerAttribute;

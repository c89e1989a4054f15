namespace Kiln;

/// <summary>The maximum of every channel over the whole map, of any extents: the output is one pixel.</summary>
/// <remarks>The gradient goes to the first maximum, down the columns from left to right.</remarks>
/// <example><code>[GlobalMaxPool] public partial Layer Pooled { get; }</code></example>
public sealed class GlobalMaxPoolAttribute : LayerAttribute;

namespace Kiln;

/// <summary>The mean of every channel over the whole map, of any extents: the output is one pixel.</summary>
/// <example><code>[GlobalAvgPool] public partial Layer Pooled { get; }</code></example>
public sealed class GlobalAvgPoolAttribute : LayerAttribute;

namespace Kiln;

/// <summary>The points of a scaled and shifted map, as a grid for <see cref="BilinearSamplerAttribute"/>: three numbers an image become <c>rows × columns × 2</c>.</summary>
/// <remarks>
/// <c>v = c0·y + c1</c> and <c>u = c0·x + c2</c>, where c0 to c2 are the channels of the layer it reads, a map of 1×1×3: one scale, then the shifts down the rows and along the columns. y and x run evenly
/// from −1 to +1; of a single row y is 1, of a single column x is 1. The identity is (1, 0, 0). The numbers are those of MatConvNet's <c>dagnn.UniformScalingGridGenerator</c>, in its order.
/// </remarks>
/// <param name="rows">Rows of the grid; at least 1.</param>
/// <param name="columns">Columns of the grid; at least 1.</param>
/// <example><code>[Dense(3)] public partial ConvLayer Zoom { get; }
/// [ScalingGrid(28, 28)] public partial Layer Grid { get; }</code></example>
public sealed class ScalingGridAttribute(int rows, int columns) : LayerAttribute
{
    /// <summary>Rows of the grid.</summary>
    public int Rows { get; } = rows;

    /// <summary>Columns of the grid.</summary>
    public int Columns { get; } = columns;
}

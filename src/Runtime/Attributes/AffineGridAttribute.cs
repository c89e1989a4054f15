namespace Kiln;

/// <summary>The points of an affine map of the plane, as a grid for <see cref="BilinearSamplerAttribute"/>: six numbers an image become <c>rows × columns × 2</c>.</summary>
/// <remarks>
/// <c>v = c0·y + c1·x + c4</c> and <c>u = c2·y + c3·x + c5</c>, where c0 to c5 are the channels of the layer it reads, a map of 1×1×6, and y and x run evenly from −1 to +1 down the rows and along the
/// columns; of a single row y is 1, of a single column x is 1. The identity is (1, 0, 0, 1, 0, 0). The gradient by a number is the sum over the grid of that of v or u times y, x or 1. The numbers are those of MatConvNet's
/// <c>dagnn.AffineGridGenerator</c>, in its order.
/// </remarks>
/// <param name="rows">Rows of the grid; at least 1.</param>
/// <param name="columns">Columns of the grid; at least 1.</param>
/// <example><code>[Dense(6)] public partial ConvLayer Pose { get; }
/// [AffineGrid(28, 28)] public partial Layer Grid { get; }</code></example>
public sealed class AffineGridAttribute(int rows, int columns) : LayerAttribute
{
    /// <summary>Rows of the grid.</summary>
    public int Rows { get; } = rows;

    /// <summary>Columns of the grid.</summary>
    public int Columns { get; } = columns;
}

namespace Kiln;

/// <summary>Samples of a map between its pixels, at the points of a grid that another layer computes: the sampler of a spatial transformer.</summary>
/// <remarks>
/// <para>The grid has two channels, v down the rows and u along the columns, both from −1, the centre of the first pixel, to +1, the centre of the last. A point lies at row
/// <c>p = (v + 1)·(H − 1) / 2</c> and column <c>q = (u + 1)·(W − 1) / 2</c> of the map, counted from 0, and
/// <c>y(i, j, k) = Σ over the four pixels around it (1 − |p − row|)·(1 − |q − column|) · x(row, column, k)</c>. Pixels outside the map count as 0, so that samples fade out over one
/// pixel. The output has the grid's rows and columns and the map's channels.</para>
/// <para>Gradients go to both layers. That by the grid, <c>dv = (H − 1)/2 · Σ dy · ∂y/∂p</c> over the channels and du alike, is the derivative towards larger v and u where a point lies on a row or
/// a column of pixels: the surface has an edge there. All of it is MatConvNet's <c>vl_nnbilinearsampler</c>, of one grid an image; the grid there has its two numbers first, and on processors
/// it gives 0 already where a point lies before the first row or column.</para>
/// </remarks>
/// <param name="inputs">The map and the grid, each as <c>nameof(Layer)</c>.</param>
/// <example><code>[AffineGrid(28, 28)] public partial Layer Grid { get; }
/// [BilinearSampler(nameof(Image), nameof(Grid))] public partial Layer Upright { get; }</code></example>
public sealed class BilinearSamplerAttribute(params string[] inputs) : LayerAttribute
{
    /// <summary>The map and the grid.</summary>
    public IReadOnlyList<string> Inputs { get; } = inputs;
}

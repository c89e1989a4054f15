namespace Kiln;

/// <summary>A pool over regions of a map that another layer gives: each region is divided into rows × columns tiles, whatever its extents.</summary>
/// <remarks>
/// <para>The regions of an image are a map of R×1×4, the channels <c>u1, v1, u2, v2</c>: the centres of the first and the last pixel of a region along the columns (u) and down the rows (v), counted from 1. They are
/// mapped first, for regions of an image over a map of another resolution:</para>
/// <para><c>u' = ScaleX·(u − 1) + ShearX·(v − 1) + OffsetX + 1</c>, <c>v' = ShearY·(u − 1) + ScaleY·(v − 1) + OffsetY + 1</c>.</para>
/// <para>Then, along the columns, <c>first = round(u1')</c>, <c>extent = max(round(u2') − first + 1, 1)</c>, and tile j has the columns from <c>⌊j·extent / Columns⌋ + first</c> to below
/// <c>⌈(j + 1)·extent / Columns⌉ + first</c>, as far as the map has them; rows alike. Halves are rounded away from 0. Tiles may share a row or column. A tile that lies outside the map gives 0.</para>
/// <para>The output is a map of (R·Rows) × Columns × channels: region r has the rows from r·Rows, so that <c>[Conv(Rows, Columns, K, StrideY = Rows)]</c> is a dense layer for each region. Regions get no gradient.</para>
/// <para>That is MatConvNet's <c>vl_nnroipool</c>, whose regions name their image instead. Its scalar transform t is <c>Scale = t</c>; its matrix <c>[a b c; d e f]</c> is <c>ScaleX = a, ShearX = b,
/// OffsetX = a + b + c − 1, ShearY = d, ScaleY = e, OffsetY = d + e + f − 1</c>.</para>
/// </remarks>
public abstract class RegionPoolAttribute : LayerAttribute
{
    private protected RegionPoolAttribute(string[] inputs) => Inputs = inputs;

    /// <summary>The map and the regions.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>Rows of tiles of a region; at least 1.</summary>
    public int Rows { get; set; } = 1;

    /// <summary>Columns of tiles of a region; at least 1.</summary>
    public int Columns { get; set; } = 1;

    /// <summary>Pixels of the map for a pixel of the regions, both ways.</summary>
    public double Scale { get; set; } = 1;

    /// <summary>The scale along the columns; overrides <see cref="Scale"/>.</summary>
    public double ScaleX { get; set; } = 1;

    /// <summary>The scale down the rows; overrides <see cref="Scale"/>.</summary>
    public double ScaleY { get; set; } = 1;

    /// <summary>Columns of the map for a row of the regions.</summary>
    public double ShearX { get; set; }

    /// <summary>Rows of the map for a column of the regions.</summary>
    public double ShearY { get; set; }

    /// <summary>Columns of the map that are added.</summary>
    public double OffsetX { get; set; }

    /// <summary>Rows of the map that are added.</summary>
    public double OffsetY { get; set; }
}

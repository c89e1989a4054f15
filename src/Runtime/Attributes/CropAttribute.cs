namespace Kiln;

/// <summary>A map without some rows and columns at its sides.</summary>
/// <remarks>Either the pixels to cut are said, <c>y(i, j, k) = x(i + top, j + left, k)</c>; or a second layer is named, to whose rows and columns the first is cut: then
/// <see cref="Top"/> and <see cref="Left"/> say how many are cut above and on the left at most, and the rest is cut at the other side.</remarks>
/// <param name="inputs">Nothing, to cut the line above or <c>From</c>; or the layer to cut and the one that has the extents, each as <c>nameof(Layer)</c>. The second gets no gradient.</param>
/// <example><code>[Crop(Top = 1, Right = 2)] public partial Layer Inner { get; }
/// [Crop(nameof(Up2), nameof(Pool4), Top = 5, Left = 5)] public partial Layer Fitting { get; }</code></example>
public sealed class CropAttribute(params string[] inputs) : LayerAttribute
{
    /// <summary>The layer to cut and the one that has the extents.</summary>
    public IReadOnlyList<string> Inputs { get; } = inputs;

    /// <summary>Rows cut above; 0 or more.</summary>
    public int Top { get; set; }

    /// <summary>Rows cut below; 0 or more.</summary>
    public int Bottom { get; set; }

    /// <summary>Columns cut on the left; 0 or more.</summary>
    public int Left { get; set; }

    /// <summary>Columns cut on the right; 0 or more.</summary>
    public int Right { get; set; }
}

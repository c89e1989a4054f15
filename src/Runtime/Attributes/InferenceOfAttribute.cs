namespace Kiln;

/// <summary>Compiles the layers of <typeparamref name="TNetwork"/>, without its loss, for another input extent. The class shares the
/// parameters of <typeparamref name="TNetwork"/>; it has none of its own.</summary>
/// <typeparam name="TNetwork">A class marked <see cref="NetworkAttribute"/>.</typeparam>
/// <remarks>With <see cref="Height"/> and <see cref="Width"/> every loop bound is a constant. With neither, the extents are arguments of
/// <c>Forward</c> and everything else stays constant; any map at least as large as the network's receptive field is accepted.</remarks>
/// <example>
/// <code>
/// [InferenceOf&lt;CharacterCnn&gt;(Height = 32, Width = 576)] public sealed partial class SentenceReader;
/// [InferenceOf&lt;CharacterCnn&gt;]                           public sealed partial class LineReader;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class InferenceOfAttribute<TNetwork> : Attribute
    where TNetwork : class
{
    /// <summary>Rows of the input map, in pixels; 0 leaves both extents open.</summary>
    public int Height { get; set; }

    /// <summary>Columns of the input map, in pixels; 0 leaves both extents open.</summary>
    public int Width { get; set; }

    /// <summary>Whether neighbouring layers are computed by one kernel where a rule allows it.</summary>
    public bool Fuse { get; set; } = true;

    /// <summary>Whether a convolution may be computed by Winograd's minimal filtering where that takes fewer multiplications. The result
    /// differs from the plain sum by a few more roundings: about five digits agree, where the plain sum has six.</summary>
    public bool Winograd { get; set; } = true;

    /// <summary>In how many bits kernels keep the weights that are read once for every image. <see cref="WeightPrecision.Half"/> halves the memory that large fully connected layers
    /// take, and the time in which it is read.</summary>
    public WeightPrecision Weights { get; set; }
}

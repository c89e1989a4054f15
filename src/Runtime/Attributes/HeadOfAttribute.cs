namespace Kiln;

/// <summary>Compiles the layers of <typeparamref name="TNetwork"/> that learn, for training: they read what the last of its frozen layers computes, which need then be computed only once
/// (<see cref="Data.LayerOutputs"/>). The class shares the parameters of <typeparamref name="TNetwork"/>; it has none of its own.</summary>
/// <typeparam name="TNetwork">A class marked <see cref="NetworkAttribute"/> with a loss, whose first layers stay as they are: their arrays are frozen, and nothing in them is random. Those that learn
/// must read one of them only.</typeparam>
/// <remarks>Its input has the name and the extents of that one layer. A step computes the same as a step of <typeparamref name="TNetwork"/>, to the bit.</remarks>
/// <example><code>[HeadOf&lt;Pets&gt;] public sealed partial class PetsHead;</code></example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class HeadOfAttribute<TNetwork> : Attribute
    where TNetwork : class
{
    /// <summary>Whether neighbouring layers are computed by one kernel where a rule allows it.</summary>
    public bool Fuse { get; set; } = true;

    /// <summary>Whether a convolution may be computed by Winograd's minimal filtering where that takes fewer multiplications. The result
    /// differs from the plain sum by a few more roundings: about five digits agree, where the plain sum has six.</summary>
    public bool Winograd { get; set; } = true;

    /// <inheritdoc cref="NetworkAttribute.Recompute"/>
    public bool Recompute { get; set; }
}

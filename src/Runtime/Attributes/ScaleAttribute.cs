namespace Kiln;

/// <summary>A factor and an offset for every channel, both learned: <c>y = scale(c) · x + shift(c)</c>. They start at 1 and 0. Or factors, and offsets, that other layers compute.</summary>
/// <remarks>A map of factors or offsets has the extents of the first map, or one row, column or channel where that has several: then each serves all of them, and its gradient is
/// the sum over them.</remarks>
/// <param name="inputs">Nothing, to read the line above or <c>From</c> and learn factors and offsets; or the layer to scale, that of the factors and, if there is one, that of the
/// offsets, each as <c>nameof(Layer)</c>.</param>
/// <example><code>[Scale] public partial ScaleLayer Scale1 { get; }
/// [Scale(nameof(Conv2), nameof(Gates))] public partial Layer Gated { get; }</code></example>
public sealed class ScaleAttribute(params string[] inputs) : LayerAttribute
{
    /// <summary>The layer to scale and those of the factors and offsets.</summary>
    public IReadOnlyList<string> Inputs { get; } = inputs;

    /// <summary>Whether there is an offset.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>Whether training leaves factors and offsets as they are.</summary>
    public bool Frozen { get; set; }
}

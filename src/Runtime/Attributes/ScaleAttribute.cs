namespace Kiln;

/// <summary>A factor and an offset for every channel, both learned: <c>y = scale(c) · x + shift(c)</c>. They start at 1 and 0.</summary>
/// <example><code>[Scale] public partial ScaleLayer Scale1 { get; }</code></example>
public sealed class ScaleAttribute : LayerAttribute
{
    /// <summary>Whether there is an offset.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>Whether training leaves factors and offsets as they are.</summary>
    public bool Frozen { get; set; }
}

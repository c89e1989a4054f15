namespace Kiln;

/// <summary>Every so many pixels of a map, and nothing of those between: a convolution without filters. It may add a bias a channel.</summary>
/// <remarks><c>y(i, j, k) = x(i·strideY − padTop, j·strideX − padLeft, k) + bias(k)</c>, x = 0 outside; rows <c>⌊(H + pads − 1) / stride⌋ + 1</c>, columns alike.</remarks>
/// <example><code>[Subsample(Stride = 2)] public partial Layer Half { get; }</code></example>
public sealed class SubsampleAttribute : WindowAttribute
{
    /// <summary>Whether each channel has a bias, which stands in <c>Parameters["Half.Biases"]</c>.</summary>
    public bool Bias { get; set; }

    /// <summary>Whether training leaves biases as they are.</summary>
    public bool Frozen { get; set; }
}

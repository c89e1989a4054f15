namespace Kiln;

/// <summary>Local response normalisation across channels (Krizhevsky et al. 2012): <c>y(k) = x(k) · (κ + α Σ x(t)²)^−β</c>, the sum over a window of channels.</summary>
/// <remarks>The window of channel k runs from <c>k − ⌊(window − 1) / 2⌋</c> to <c>k + window − 1 − ⌊(window − 1) / 2⌋</c>, as far as there are channels. α is
/// not divided by the window's size.</remarks>
/// <param name="window">Channels of the window; at least 1.</param>
/// <example><code>[Lrn(5, Alpha = 2e-5)] public partial Layer Norm1 { get; }</code></example>
public sealed class LrnAttribute(int window) : LayerAttribute
{
    /// <summary>Channels of the window.</summary>
    public int Window { get; } = window;

    /// <summary>κ; 0 or more. In place of 0 a number is added that is too small to matter but where all channels of a window are 0: they stay 0.</summary>
    public double Kappa { get; set; } = 2;

    /// <summary>α; 0 or more.</summary>
    public double Alpha { get; set; } = 1e-4;

    /// <summary>β; 0 or more.</summary>
    public double Beta { get; set; } = 0.75;
}

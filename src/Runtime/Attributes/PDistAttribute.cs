namespace Kiln;

/// <summary>The distance of two maps, pixel by pixel: <c>(Σ |a(c) − b(c)|^p)^(1/p)</c>, a map of one channel.</summary>
/// <remarks>The second map may have one row and column, for the same point at every pixel; its gradient is then the sum over the pixels. A third, of one channel, weights the
/// distances. ε keeps the derivative finite where points meet: it stands for smaller sums, of p below 1 for smaller differences.</remarks>
/// <param name="inputs">Two or three layers, each as <c>nameof(Layer)</c>.</param>
/// <example><code>[PDist(nameof(Left), nameof(Right))] public partial Layer Distance { get; }</code></example>
public sealed class PDistAttribute(params string[] inputs) : LayerAttribute
{
    /// <summary>The two maps and, if there are any, the weights.</summary>
    public IReadOnlyList<string> Inputs { get; } = inputs;

    /// <summary>p; above 0.</summary>
    public double Exponent { get; set; } = 2;

    /// <summary>Whether the root is left out: <c>Σ |a(c) − b(c)|^p</c>.</summary>
    public bool NoRoot { get; set; }

    /// <summary>ε; above 0.</summary>
    public double Epsilon { get; set; } = 1e-6;

    /// <summary>Whether the distances of an image's pixels are summed to one number.</summary>
    public bool Aggregate { get; set; }
}

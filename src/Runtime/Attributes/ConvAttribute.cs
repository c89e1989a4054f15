namespace Kiln;

/// <summary>A bank of linear filters (correlation: filters are not flipped), with zero padding.</summary>
/// <remarks>
/// <c>y(i, j, k) = bias(k) + Σ w(u, v, c, k) · x(i·strideY + u − padTop, j·strideX + v − padLeft, c)</c>, x = 0 outside.
/// Weights are stored as <c>height × width × input channels × filters</c>, filters innermost.
/// </remarks>
/// <param name="height">Rows of a filter; at least 1.</param>
/// <param name="width">Columns of a filter; at least 1.</param>
/// <param name="filters">Number of filters, the channels of the output; at least 1.</param>
/// <example><code>[Conv(5, 5, 20)] public partial ConvLayer Conv1 { get; }</code></example>
public sealed class ConvAttribute(int height, int width, int filters) : WindowAttribute
{
    /// <summary>Rows of a filter.</summary>
    public int Height { get; } = height;

    /// <summary>Columns of a filter.</summary>
    public int Width { get; } = width;

    /// <summary>Number of filters.</summary>
    public int Filters { get; } = filters;

    /// <summary>Whether each filter has a bias.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>Multiplies the learning rate of the weights; 0 freezes them.</summary>
    public double WeightsLearningRate { get; set; } = 1;

    /// <summary>Multiplies the learning rate of the biases; 0 freezes them.</summary>
    public double BiasesLearningRate { get; set; } = 1;

    /// <summary>Multiplies the weight decay of the weights.</summary>
    public double WeightsDecay { get; set; } = 1;

    /// <summary>Multiplies the weight decay of the biases.</summary>
    public double BiasesDecay { get; set; } = 1;
}

namespace Kiln;

/// <summary>A bank of linear filters (correlation: filters are not flipped), with zero padding.</summary>
/// <remarks>
/// <c>y(i, j, k) = bias(k) + Σ w(u, v, c, k) · x(i·strideY + u·dilationY − padTop, j·strideX + v·dilationX − padLeft, c)</c>, x = 0 outside.
/// Weights are stored as <c>height × width × input channels × filters</c>, filters innermost. With groups, filters and input channels are divided into
/// as many equal parts, and a filter reads the channels of its part alone: its depth is input channels / groups.
/// </remarks>
/// <param name="height">Rows of a filter; at least 1.</param>
/// <param name="width">Columns of a filter; at least 1.</param>
/// <param name="filters">Number of filters, the channels of the output; at least 1.</param>
/// <example><code>[Conv(5, 5, 20)] public partial ConvLayer Conv1 { get; }
/// [Conv(3, 3, 64, Pad = 1, Groups = 64)] public partial ConvLayer Depthwise { get; }</code></example>
public sealed class ConvAttribute(int height, int width, int filters) : WindowAttribute
{
    /// <summary>Rows of a filter.</summary>
    public int Height { get; } = height;

    /// <summary>Columns of a filter.</summary>
    public int Width { get; } = width;

    /// <summary>Number of filters.</summary>
    public int Filters { get; } = filters;

    /// <summary>Parts into which filters and input channels are divided; must divide both. As many as input channels make it depthwise.</summary>
    public int Groups { get; set; } = 1;

    /// <summary>Pixels from one tap of a filter to the next, both ways; at least 1.</summary>
    public int Dilation { get; set; }

    /// <summary>Pixels from one tap to the next down the rows; overrides <see cref="Dilation"/>.</summary>
    public int DilationY { get; set; }

    /// <summary>Pixels from one tap to the next along the columns; overrides <see cref="Dilation"/>.</summary>
    public int DilationX { get; set; }

    /// <summary>Whether each filter has a bias.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>How the weights start, whatever <see cref="ParameterSet.Initialize"/> is asked for; without it, as that says.</summary>
    public WeightInitialization Initialization { get; set; }

    /// <summary>The standard deviation of normally distributed weights at the start, instead of <see cref="Initialization"/>; finite, above 0.</summary>
    public double Deviation { get; set; }

    /// <summary>Whether training leaves weights and biases as they are. Below the first layer that learns, no gradient is computed.</summary>
    public bool Frozen { get; set; }

    /// <summary>Multiplies the learning rate of the weights; 0 freezes them.</summary>
    public double WeightsLearningRateScale { get; set; } = 1;

    /// <summary>Multiplies the learning rate of the biases; 0 freezes them.</summary>
    public double BiasesLearningRateScale { get; set; } = 1;

    /// <summary>Multiplies the weight decay of the weights.</summary>
    public double WeightsDecayScale { get; set; } = 1;

    /// <summary>Multiplies the weight decay of the biases.</summary>
    public double BiasesDecayScale { get; set; } = 1;
}

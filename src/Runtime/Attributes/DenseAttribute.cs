namespace Kiln;

/// <summary>A fully connected layer: a convolution whose filters are as large as the map, so that its output is one pixel.</summary>
/// <remarks>Weights are stored as <c>height × width × input channels × filters</c> of the map it reads, filters innermost. Over a larger map, as an inference
/// network may have, the filters slide like those of any convolution.</remarks>
/// <param name="filters">Number of outputs; at least 1.</param>
/// <example><code>[Dense(10)] public partial ConvLayer Scores { get; }</code></example>
public sealed class DenseAttribute(int filters) : LayerAttribute
{
    /// <summary>Number of outputs.</summary>
    public int Filters { get; } = filters;

    /// <summary>Whether each output has a bias.</summary>
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

namespace Kiln;

/// <summary>A transposed convolution, which spreads every pixel over a window and so makes maps larger: the gradient of a convolution by its input, run forward.</summary>
/// <remarks>
/// <c>y(i·strideY + u − cropTop, j·strideX + v − cropLeft, k) += w(u, v, k, c) · x(i, j, c)</c>, then <c>+ bias(k)</c>; rows <c>(H − 1)·stride + height − cropTop − cropBottom</c>,
/// columns alike. Weights are stored as <c>height × width × output channels × input channels</c>, input channels innermost. With groups, input and output channels
/// are divided into as many equal parts, each of which makes its part alone.
/// </remarks>
/// <param name="height">Rows of a filter; at least 1.</param>
/// <param name="width">Columns of a filter; at least 1.</param>
/// <param name="filters">Channels of the output; at least 1.</param>
/// <example><code>[ConvTranspose(4, 4, 21, Stride = 2, Crop = 1)] public partial ConvLayer Up2 { get; }</code></example>
public sealed class ConvTransposeAttribute(int height, int width, int filters) : LayerAttribute
{
    /// <summary>Rows of a filter.</summary>
    public int Height { get; } = height;

    /// <summary>Columns of a filter.</summary>
    public int Width { get; } = width;

    /// <summary>Channels of the output.</summary>
    public int Filters { get; } = filters;

    /// <summary>By how much the map is enlarged, both ways; at least 1.</summary>
    public int Stride { get; set; }

    /// <summary>By how much it is enlarged down the rows; overrides <see cref="Stride"/>.</summary>
    public int StrideY { get; set; }

    /// <summary>By how much it is enlarged along the columns; overrides <see cref="Stride"/>.</summary>
    public int StrideX { get; set; }

    /// <summary>Pixels that are cut off the result on every side; at least 0.</summary>
    public int Crop { get; set; }

    /// <summary>Rows that are cut off above; overrides <see cref="Crop"/>.</summary>
    public int CropTop { get; set; }

    /// <summary>Rows that are cut off below; overrides <see cref="Crop"/>.</summary>
    public int CropBottom { get; set; }

    /// <summary>Columns that are cut off on the left; overrides <see cref="Crop"/>.</summary>
    public int CropLeft { get; set; }

    /// <summary>Columns that are cut off on the right; overrides <see cref="Crop"/>.</summary>
    public int CropRight { get; set; }

    /// <summary>Parts into which input and output channels are divided; must divide both.</summary>
    public int Groups { get; set; } = 1;

    /// <summary>Whether each output channel has a bias.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>How the weights start, whatever <see cref="ParameterSet.Initialize"/> is asked for; without it, as that says.</summary>
    public WeightInitialization Initialization { get; set; }

    /// <summary>The standard deviation of normally distributed weights at the start, instead of <see cref="Initialization"/>; finite, above 0.</summary>
    public double Deviation { get; set; }

    /// <summary>Whether training leaves weights and biases as they are.</summary>
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

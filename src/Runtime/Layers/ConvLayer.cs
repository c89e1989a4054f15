namespace Kiln;

/// <summary>The handle to a convolution, with its weights.</summary>
public sealed class ConvLayer : Layer
{
    /// <summary>Called by generated code.</summary>
    /// <param name="network">The network.</param>
    /// <param name="index">Which of its layers.</param>
    public ConvLayer(Network network, int index)
        : base(network, index)
    {
    }

    /// <summary>Height × width × input channels × filters, filters innermost.</summary>
    public ReadOnlySpan<float> Weights => WeightsParameter.Values;

    /// <summary>One a filter; empty if the layer has none.</summary>
    public ReadOnlySpan<float> Biases => BiasesParameter is { } biases ? biases.Values : default;

    /// <summary>Gradient of the loss by <see cref="Weights"/> in the last backward run.</summary>
    /// <exception cref="InvalidOperationException">The network only infers.</exception>
    public ReadOnlySpan<float> WeightsGradient => Network.Gradient(WeightsParameter.Description);

    /// <summary>Gradient of the loss by <see cref="Biases"/> in the last backward run; empty if the layer has none.</summary>
    /// <exception cref="InvalidOperationException">The network only infers.</exception>
    public ReadOnlySpan<float> BiasesGradient => BiasesParameter is { } biases ? Network.Gradient(biases.Description) : default;

    /// <summary>The weights for writing, and their own learning rate and decay.</summary>
    public Parameter WeightsParameter => Network.Parameters[$"{Description.ParametersOf}.Weights"];

    /// <summary>The biases for writing, and their own learning rate and decay; null if the layer has none.</summary>
    public Parameter? BiasesParameter => Network.Parameters.Arrays.FirstOrDefault(array => array.Description.Name == $"{Description.ParametersOf}.Biases");
}

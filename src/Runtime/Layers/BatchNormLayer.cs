namespace Kiln;

/// <summary>The handle to a batch normalisation, with its parameters: one number per channel each.</summary>
public sealed class BatchNormLayer : Layer
{
    /// <summary>Called by generated code.</summary>
    /// <param name="network">The network.</param>
    /// <param name="index">Which of its layers.</param>
    public BatchNormLayer(Network network, int index)
        : base(network, index)
    {
    }

    /// <summary>What normalised values are multiplied by.</summary>
    public Parameter Scale => Network.Parameters[$"{Description.ParametersOf}.Scale"];

    /// <summary>What is added to them.</summary>
    public Parameter Shift => Network.Parameters[$"{Description.ParametersOf}.Shift"];

    /// <summary>The kept means.</summary>
    public Parameter Mean => Network.Parameters[$"{Description.ParametersOf}.Mean"];

    /// <summary>The kept variances, biased and without ε.</summary>
    public Parameter Variance => Network.Parameters[$"{Description.ParametersOf}.Variance"];

    /// <summary>Gradient of the loss by <see cref="Scale"/> in the last backward run.</summary>
    /// <exception cref="InvalidOperationException">The network only infers.</exception>
    public ReadOnlySpan<float> ScaleGradient => Network.Gradient(Scale.Description);

    /// <summary>Gradient of the loss by <see cref="Shift"/> in the last backward run.</summary>
    /// <exception cref="InvalidOperationException">The network only infers.</exception>
    public ReadOnlySpan<float> ShiftGradient => Network.Gradient(Shift.Description);
}

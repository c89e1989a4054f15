namespace Kiln;

/// <summary>The handle to a layer of factors and offsets, one a channel each.</summary>
public sealed class ScaleLayer : Layer
{
    /// <summary>Called by generated code.</summary>
    /// <param name="network">The network.</param>
    /// <param name="index">Which of its layers.</param>
    public ScaleLayer(Network network, int index)
        : base(network, index)
    {
    }

    /// <summary>The factors.</summary>
    public Parameter Scale => Network.Parameters[$"{Description.ParametersOf}.Scale"];

    /// <summary>The offsets; null if the layer has none.</summary>
    public Parameter? Shift => Network.Parameters.Arrays.FirstOrDefault(array => array.Description.Name == $"{Description.ParametersOf}.Shift");

    /// <summary>Gradient of the loss by <see cref="Scale"/> in the last backward run.</summary>
    /// <exception cref="InvalidOperationException">The network only infers.</exception>
    public ReadOnlySpan<float> ScaleGradient => Network.Gradient(Scale.Description);

    /// <summary>Gradient of the loss by <see cref="Shift"/> in the last backward run; empty if the layer has none.</summary>
    /// <exception cref="InvalidOperationException">The network only infers.</exception>
    public ReadOnlySpan<float> ShiftGradient => Shift is { } shift ? Network.Gradient(shift.Description) : default;
}

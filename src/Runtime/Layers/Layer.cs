namespace Kiln;

/// <summary>The handle to one layer of a network: what a declared partial property returns.</summary>
public class Layer
{
    private readonly int index;

    /// <summary>Called by generated code.</summary>
    /// <param name="network">The network.</param>
    /// <param name="index">Which of its layers.</param>
    public Layer(Network network, int index)
    {
        ArgumentNullException.ThrowIfNull(network);
        Network = network;
        this.index = index;
    }

    /// <summary>Kind, extents, window and kernel.</summary>
    public LayerDescription Description => Network.Description.Layers[index];

    /// <summary>The name of the property that declares it.</summary>
    public string Name => Description.Name;

    /// <summary>The map it computes for an image.</summary>
    public Shape Shape => Description.OutputShape;

    /// <summary>Its output for the images of the last call, one map after the other. The next call overwrites it.</summary>
    /// <exception cref="InvalidOperationException">The output is never stored, because a fused kernel keeps it in registers or its memory was
    /// given to a later layer; the message says what to declare.</exception>
    public ReadOnlySpan<float> Output => Network.LayerOutput(index);

    /// <summary>The gradient of the loss by its output, for the images of the last backward run. The next call overwrites it.</summary>
    /// <exception cref="InvalidOperationException">The layer is not declared with <c>KeepGradient = true</c>, or no backward run was made since the last call.</exception>
    public ReadOnlySpan<float> Gradient => Network.GradientOfLayer(index);

    /// <summary>The network it belongs to.</summary>
    private protected Network Network { get; }
}

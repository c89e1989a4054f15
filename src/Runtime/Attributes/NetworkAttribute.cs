namespace Kiln;

/// <summary>Marks a <c>sealed partial class</c> as a network to compile. Its layers are its partial properties, top to bottom.</summary>
/// <example>
/// <code>
/// [Network]
/// public sealed partial class TinyNet
/// {
///     [Input(8, 8, 1)]  public partial Layer     Image  { get; }
///     [Conv(3, 3, 4)]   public partial ConvLayer Conv1  { get; }
///     [Relu]            public partial Layer     Relu1  { get; }
///     [Conv(6, 6, 2)]   public partial ConvLayer Scores { get; }
///     [SoftmaxLoss]     public partial LossLayer Loss   { get; }
/// }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NetworkAttribute : Attribute
{
    /// <summary>Whether neighbouring layers are computed by one kernel where a rule allows it. Off, every layer has kernels of its own
    /// and every layer's output can be read; the results agree within rounding.</summary>
    public bool Fuse { get; set; } = true;

    /// <summary>Whether a convolution may be computed by Winograd's minimal filtering where that takes fewer multiplications. The result
    /// differs from the plain sum by a few more roundings: about five digits agree, where the plain sum has six.</summary>
    public bool Winograd { get; set; } = true;

    /// <summary>Whether the network can be trained on a loss of the caller's own, beside its losses or without any: run
    /// <see cref="TrainableNetwork.ForwardForTraining"/>, then give <see cref="TrainableNetwork.Backward"/> the derivative of that loss by the scores.</summary>
    public bool OwnLoss { get; set; }

    /// <summary>Whether a training step is to take little memory at the price of time. Between its forward and its backward run it then keeps only some maps, which the compiler chooses
    /// so that the step needs the least memory at once, and computes the others again, stretch by stretch from the last, just before the backward run needs them: at most the forward run once
    /// more, which is a third of a step. Results are the same to the bit.</summary>
    /// <remarks>After a step only the scores, and outputs of layers with <see cref="LayerAttribute.Keep"/>, can be read. Kernels for graphics processors keep all maps.</remarks>
    public bool Recompute { get; set; }

    /// <summary>In how many bits kernels keep the weights that are read once for every image. <see cref="WeightPrecision.Half"/> halves the memory that large fully connected layers
    /// take, and the time in which it is read; it is for networks without a loss, and for processors alone.</summary>
    public WeightPrecision Weights { get; set; }

    /// <summary>The machines to compile kernels for. Those for processors are always there: they are what the others are held against.</summary>
    public Targets Targets { get; set; } = Targets.Cpu;
}

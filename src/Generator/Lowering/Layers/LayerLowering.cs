using System;
using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering.Layers;

/// <summary>The steps of one layer kind.</summary>
internal abstract class LayerLowering
{
    /// <summary>The one registry of kinds of this stage.</summary>
    private static readonly Dictionary<Type, LayerLowering> Kinds = new()
    {
        [typeof(Conv)] = new ConvLowering(),
        [typeof(MaxPool)] = new MaxPoolLowering(),
        [typeof(Relu)] = new ReluLowering(),
        [typeof(SoftmaxLoss)] = new SoftmaxLossLowering(),
    };

    public static LayerLowering Of(Layer layer) => Kinds[layer.GetType()];

    /// <summary>What computes the layer's output.</summary>
    /// <param name="node">The layer.</param>
    /// <param name="trainable">Whether backward steps will follow.</param>
    public abstract IEnumerable<Step> Forward(Node node, bool trainable);

    /// <summary>What turns the gradient of the layer's output into those of its parameters and its input, in this order.</summary>
    public abstract IEnumerable<Step> Backward(Node node);
}

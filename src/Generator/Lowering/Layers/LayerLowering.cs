using System;
using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;

namespace Kiln.Generator.Lowering.Layers;

/// <summary>The steps of one layer kind.</summary>
internal abstract class LayerLowering
{
    /// <summary>The one registry of kinds of this stage.</summary>
    private static readonly Dictionary<Type, LayerLowering> Kinds = new()
    {
        [typeof(Add)] = new AddLowering(),
        [typeof(AffineGrid)] = new SamplingGridLowering(),
        [typeof(AvgPool)] = new AvgPoolLowering(),
        [typeof(BatchNorm)] = new BatchNormLowering(),
        [typeof(BilinearSampler)] = new BilinearSamplerLowering(),
        [typeof(Concat)] = new ConcatLowering(),
        [typeof(Conv)] = new ConvLowering(),
        [typeof(ConvTranspose)] = new ConvTransposeLowering(),
        [typeof(Crop)] = new CropLowering(),
        [typeof(Dropout)] = new DropoutLowering(),
        [typeof(Flatten)] = new FlattenLowering(),
        [typeof(LpNorm)] = new LpNormLowering(),
        [typeof(LpNorms)] = new LpNormsLowering(),
        [typeof(Lrn)] = new LrnLowering(),
        [typeof(MaxPool)] = new MaxPoolLowering(),
        [typeof(NormOffset)] = new NormOffsetLowering(),
        [typeof(OwnFunction)] = new OwnFunctionLowering(),
        [typeof(PDist)] = new PDistLowering(),
        [typeof(RegionPool)] = new RegionPoolLowering(),
        [typeof(Relu)] = new ReluLowering(),
        [typeof(Scale)] = new ScaleLowering(),
        [typeof(ScalingGrid)] = new SamplingGridLowering(),
        [typeof(Sigmoid)] = new SigmoidLowering(),
        [typeof(Softmax)] = new SoftmaxLowering(),
        [typeof(SoftmaxLoss)] = new SoftmaxLossLowering(),
        [typeof(LogLoss)] = new LogLossLowering(),
        [typeof(HingeLoss)] = new HingeLossLowering(),
        [typeof(StructuredHingeLoss)] = new StructuredHingeLossLowering(),
        [typeof(TopKError)] = new TopKErrorLowering(),
        [typeof(LogisticLoss)] = new LogisticLossLowering(),
        [typeof(BinaryHingeLoss)] = new BinaryHingeLossLowering(),
        [typeof(BinaryLogLoss)] = new BinaryLogLossLowering(),
        [typeof(BinaryError)] = new BinaryErrorLowering(),
        [typeof(SquaredLoss)] = new SquaredLossLowering(),
        [typeof(AbsoluteLoss)] = new AbsoluteLossLowering(),
        [typeof(HuberLoss)] = new HuberLossLowering(),
        [typeof(SpatialNorm)] = new SpatialNormLowering(),
        [typeof(Subsample)] = new SubsampleLowering(),
        [typeof(Tanh)] = new TanhLowering(),
    };

    /// <summary>The layer types that have steps.</summary>
    public static IEnumerable<Type> Known => Kinds.Keys;

    public static LayerLowering Of(Layer layer) => Kinds[layer.GetType()];

    /// <summary>Whether its forward steps in training differ from those of inference.</summary>
    public virtual bool HasModes(Layer layer) => false;

    /// <summary>The window of a layer over the map it reads. At any extent the whole map stays the window, whatever that is.</summary>
    protected static Window Window(Node node, ProgramBuilder program) => program.Graph.AnyExtent ? node.Layer.Window : node.Layer.Window.On(node.InputShape);

    /// <summary>Adds what computes the layer's output.</summary>
    public abstract void Forward(Node node, ProgramBuilder program);

    /// <summary>Adds what turns the gradient of the layer's output into those of its parameters and its inputs.</summary>
    public abstract void Backward(Node node, Value gradient, ProgramBuilder program);
}

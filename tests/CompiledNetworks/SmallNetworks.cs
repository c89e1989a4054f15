namespace Kiln.Tests;

/// <summary>Two layers that learn and a rectification between, over the images of <see cref="Samples"/>.</summary>
[Network]
public sealed partial class RectifiedNet
{
    [Input(6, 4, 1)]        public partial Layer     Image  { get; }
    [Conv(3, 3, 8)]         public partial ConvLayer Conv1  { get; }
    [Relu]                  public partial Layer     Relu1  { get; }
    [Dense(7)]              public partial ConvLayer Scores { get; }
    [SoftmaxLoss]           public partial LossLayer Loss   { get; }
}

/// <summary>The same with a batch normalisation and dropout.</summary>
[Network]
public sealed partial class NormalizedNet
{
    [Input(6, 4, 1)]             public partial Layer          Image  { get; }
    [Conv(3, 3, 8, Bias = false)] public partial ConvLayer     Conv1  { get; }
    [BatchNorm]                  public partial BatchNormLayer Norm1  { get; }
    [Relu]                       public partial Layer          Relu1  { get; }
    [Dropout(0.3)]               public partial Layer          Drop1  { get; }
    [Dense(7)]                   public partial ConvLayer      Scores { get; }
    [SoftmaxLoss]                public partial LossLayer      Loss   { get; }
}

/// <summary>Every way in which weights may start, with groups and without.</summary>
[Network]
public sealed partial class StartsNet
{
    [Input(8, 8, 8)]                                                                     public partial Layer     Image  { get; }
    [Conv(3, 3, 32, Groups = 2, Initialization = WeightInitialization.Xavier)]           public partial ConvLayer Conv1  { get; }
    [Conv(3, 3, 32)]                                                                     public partial ConvLayer Conv2  { get; }
    [Conv(3, 3, 32, Deviation = 0.02)]                                                   public partial ConvLayer Conv3  { get; }
    [Dense(64, Initialization = WeightInitialization.He)]                                public partial ConvLayer Dense1 { get; }
    [Dense(40, Initialization = WeightInitialization.Xavier)]                            public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                                                        public partial LossLayer Loss   { get; }
}

/// <summary>Two numbers of an image.</summary>
[Network]
public sealed partial class RegressionNet
{
    [Input(4, 3, 1)]        public partial Layer     Image   { get; }
    [Dense(2)]              public partial ConvLayer Numbers { get; }
    [SquaredLoss]           public partial LossLayer Loss    { get; }
}

/// <summary>A convolution that is trained already, and scores that are not.</summary>
[Network]
public sealed partial class FrozenNet
{
    [Input(6, 4, 1)]              public partial Layer     Image  { get; }
    [Conv(3, 3, 8, Frozen = true)] public partial ConvLayer Conv1  { get; }
    [Relu(Keep = true)]           public partial Layer     Relu1  { get; }
    [Dropout(0.3)]                public partial Layer     Drop1  { get; }
    [Dense(7)]                    public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                 public partial LossLayer Loss   { get; }
}

/// <summary>The part of <see cref="FrozenNet"/> that learns, on what the other computes.</summary>
[HeadOf<FrozenNet>]
public sealed partial class FrozenNetHead;

/// <summary>The part of <see cref="FrozenNet"/> that learns, as a network of its own.</summary>
[Network]
public sealed partial class FrozenNetScores
{
    [Input(4, 2, 8)]        public partial Layer     Relu1  { get; }
    [Dropout(0.3)]          public partial Layer     Drop1  { get; }
    [Dense(7)]              public partial ConvLayer Scores { get; }
    [SoftmaxLoss]           public partial LossLayer Loss   { get; }
}

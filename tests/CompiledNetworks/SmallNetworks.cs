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

/// <summary>Two convolutions side by side that are trained already.</summary>
[Block]
public sealed partial class FrozenBranches
{
    [Input]                                                 public partial Layer     X      { get; }
    [Conv(3, 3, 4, Frozen = true)]                          public partial ConvLayer First  { get; }
    [Conv(3, 3, 4, Frozen = true, From = nameof(X))]        public partial ConvLayer Second { get; }
    [Concat(nameof(First), nameof(Second), Keep = true)]    public partial Layer     Joined { get; }
}

/// <summary>Frozen layers that end within a block, a normalisation of kept moments among them.</summary>
[Network]
public sealed partial class FrozenBlockNet
{
    [Input(6, 4, 1)]          public partial Layer          Image  { get; }
    [BatchNorm(Frozen = true)] public partial BatchNormLayer Norm   { get; }
    [Use<FrozenBranches>]     public partial FrozenBranches Both   { get; }
    [Relu(TrainingOnly = true)] public partial Layer        Relu   { get; }
    [Dense(7)]                public partial ConvLayer      Scores { get; }
    [SoftmaxLoss]             public partial LossLayer      Loss   { get; }
}

/// <summary>What of it learns, or is not the same in training.</summary>
[HeadOf<FrozenBlockNet>]
public sealed partial class FrozenBlockNetHead;

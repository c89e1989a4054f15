namespace Kiln.Networks.Tests.Networks;

/// <summary>A loss of the network's own, to compare with.</summary>
[Network]
public sealed partial class LossInside
{
    [Input(9, 8, 3)]         public partial Layer     Image  { get; }
    [Conv(3, 3, 12)]         public partial ConvLayer Conv1  { get; }
    [MaxPool(2)]             public partial Layer     Pool1  { get; }
    [Relu]                   public partial Layer     Relu1  { get; }
    [Dense(5)]               public partial ConvLayer Scores { get; }
    [SoftmaxLoss]            public partial LossLayer Loss   { get; }
}

/// <summary>The same layers without a loss: the caller has one.</summary>
[Network(OwnLoss = true)]
public sealed partial class LossOutside
{
    [Input(9, 8, 3)]         public partial Layer     Image  { get; }
    [Conv(3, 3, 12)]         public partial ConvLayer Conv1  { get; }
    [MaxPool(2)]             public partial Layer     Pool1  { get; }
    [Relu]                   public partial Layer     Relu1  { get; }
    [Dense(5)]               public partial ConvLayer Scores { get; }
}

/// <summary>The same layers with a loss, beside which the caller may have another.</summary>
[Network(OwnLoss = true)]
public sealed partial class LossInsideAndOutside
{
    [Input(9, 8, 3)]         public partial Layer     Image  { get; }
    [Conv(3, 3, 12)]         public partial ConvLayer Conv1  { get; }
    [MaxPool(2)]             public partial Layer     Pool1  { get; }
    [Relu]                   public partial Layer     Relu1  { get; }
    [Dense(5)]               public partial ConvLayer Scores { get; }
    [SoftmaxLoss]            public partial LossLayer Loss   { get; }
}

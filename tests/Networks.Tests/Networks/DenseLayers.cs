namespace Kiln.Networks.Tests.Networks;

/// <summary>Dense layers after a pool and one after the other, rectified and not, with and without biases.</summary>
[Network]
public sealed partial class DenseLayers
{
    [Input(9, 8, 3)]           public partial Layer     Image  { get; }
    [Conv(3, 3, 10)]           public partial ConvLayer Conv1  { get; }
    [MaxPool(2)]               public partial Layer     Pool1  { get; }
    [Dense(33)]                public partial ConvLayer Dense1 { get; }
    [Relu]                     public partial Layer     Relu1  { get; }
    [Dense(17, Bias = false)]  public partial ConvLayer Dense2 { get; }
    [Tanh]                     public partial Layer     Tanh2  { get; }
    [Dense(9)]                 public partial ConvLayer Dense3 { get; }
    [Dense(5)]                 public partial ConvLayer Scores { get; }
    [SoftmaxLoss]              public partial LossLayer Loss   { get; }
}

/// <summary>A perceptron: dense layers and nothing else, more weights than a core's cache holds in the first.</summary>
[Network]
public sealed partial class Perceptron
{
    [Input(12, 16, 4)] public partial Layer     Image  { get; }
    [Dense(96)]        public partial ConvLayer Dense1 { get; }
    [Sigmoid]          public partial Layer     Gate1  { get; }
    [Dense(40)]        public partial ConvLayer Dense2 { get; }
    [Relu]             public partial Layer     Relu2  { get; }
    [Dense(10)]        public partial ConvLayer Scores { get; }
    [SoftmaxLoss]      public partial LossLayer Loss   { get; }
}

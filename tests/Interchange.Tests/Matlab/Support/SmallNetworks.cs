namespace Kiln.Interchange.Tests.Matlab;

/// <summary>A small network of the layers that MatConvNet's models have.</summary>
[Network]
public sealed partial class SmallVgg
{
    [Input(12, 10, 3)]        public partial Layer          Image   { get; }
    [Conv(3, 3, 6, Pad = 1)]  public partial ConvLayer      Conv1_1 { get; }
    [Relu]                    public partial Layer          Relu1_1 { get; }
    [MaxPool(2)]              public partial Layer          Pool1   { get; }
    [Conv(3, 3, 8, Pad = 1)]  public partial ConvLayer      Conv2_1 { get; }
    [Relu]                    public partial Layer          Relu2_1 { get; }
    [Conv(6, 5, 16)]          public partial ConvLayer      Full6   { get; }
    [Relu]                    public partial Layer          Relu6   { get; }
    [Conv(1, 1, 5)]           public partial ConvLayer      Scores  { get; }
}

/// <summary>Groups, batch normalisation, a branch, a sum and a dense layer.</summary>
[Network]
public sealed partial class SmallGraph
{
    [Input(6, 6, 4)]                                 public partial Layer          Image   { get; }
    [Conv(3, 3, 8, Pad = 1, Groups = 2)]             public partial ConvLayer      Conv1   { get; }
    [BatchNorm]                                      public partial BatchNormLayer Norm1   { get; }
    [Relu]                                           public partial Layer          Relu1   { get; }
    [Conv(1, 1, 8, Bias = false)]                    public partial ConvLayer      Side    { get; }
    [Add(nameof(Relu1), nameof(Side))]               public partial Layer          Sum     { get; }
    [Lrn(5, Alpha = 0.1)]                            public partial Layer          Norm2   { get; }
    [Concat(nameof(Relu1), nameof(Norm2))]           public partial Layer          Both    { get; }
    [AvgPool(2)]                                     public partial Layer          Pool1   { get; }
    [Dropout(0.5)]                                   public partial Layer          Drop1   { get; }
    [Dense(3)]                                       public partial ConvLayer      Scores  { get; }
    [Softmax]                                        public partial Layer          Prob    { get; }
}

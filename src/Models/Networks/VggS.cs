namespace Kiln.Models.Networks;

/// <summary>The slow classifier of photographs of Chatfield et al.</summary>
/// <remarks>Chatfield et al., Return of the Devil in the Details, 2014, arXiv:1405.3531, table 1.</remarks>
[Network]
public sealed partial class VggS
{
    [Input(224, 224, 3)]                                  public partial Layer     Image  { get; }
    [Conv(7, 7, 96, Stride = 2)]                          public partial ConvLayer Conv1  { get; }
    [Relu]                                                public partial Layer     Relu1  { get; }
    [Lrn(5)]                                              public partial Layer     Norm1  { get; }
    [MaxPool(3, Stride = 3, PadBottom = 2, PadRight = 2)] public partial Layer     Pool1  { get; }
    [Conv(5, 5, 256)]                                     public partial ConvLayer Conv2  { get; }
    [Relu]                                                public partial Layer     Relu2  { get; }
    [MaxPool(2, PadBottom = 1, PadRight = 1)]             public partial Layer     Pool2  { get; }
    [Conv(3, 3, 512, Pad = 1)]                            public partial ConvLayer Conv3  { get; }
    [Relu]                                                public partial Layer     Relu3  { get; }
    [Conv(3, 3, 512, Pad = 1)]                            public partial ConvLayer Conv4  { get; }
    [Relu]                                                public partial Layer     Relu4  { get; }
    [Conv(3, 3, 512, Pad = 1)]                            public partial ConvLayer Conv5  { get; }
    [Relu]                                                public partial Layer     Relu5  { get; }
    [MaxPool(3, Stride = 3, PadBottom = 1, PadRight = 1)] public partial Layer     Pool5  { get; }
    [Dense(4096)]                                         public partial ConvLayer Dense6 { get; }
    [Relu]                                                public partial Layer     Relu6  { get; }
    [Dropout(0.5)]                                        public partial Layer     Drop6  { get; }
    [Dense(4096)]                                         public partial ConvLayer Dense7 { get; }
    [Relu]                                                public partial Layer     Relu7  { get; }
    [Dropout(0.5)]                                        public partial Layer     Drop7  { get; }
    [Dense(1000)]                                         public partial ConvLayer Scores { get; }
}

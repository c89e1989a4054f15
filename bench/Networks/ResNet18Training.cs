using Kiln.Models.Networks.Blocks;

namespace Kiln.Bench.Networks;

/// <summary>ResNet-18 with a loss: the layers of <see cref="Kiln.Models.Networks.ResNet18"/>, which only infers.</summary>
[Network]
public sealed partial class ResNet18Training
{
    [Input(224, 224, 3)]                                public partial Layer               Image  { get; }
    [Conv(7, 7, 64, Stride = 2, Pad = 3, Bias = false)] public partial ConvLayer           Conv1  { get; }
    [BatchNorm]                                         public partial BatchNormLayer      Norm1  { get; }
    [Relu]                                              public partial Layer               Relu1  { get; }
    [MaxPool(3, Stride = 2, Pad = 1)]                   public partial Layer               Pool1  { get; }
    [Use<Residual>(64, Repeat = 2)]                     public partial BlockList<Residual> Stage2 { get; }
    [Use<ResidualStage>(128, 1)]                        public partial ResidualStage       Stage3 { get; }
    [Use<ResidualStage>(256, 1)]                        public partial ResidualStage       Stage4 { get; }
    [Use<ResidualStage>(512, 1)]                        public partial ResidualStage       Stage5 { get; }
    [GlobalAvgPool]                                     public partial Layer               Pool5  { get; }
    [Dense(1000)]                                       public partial ConvLayer           Scores { get; }
    [SoftmaxLoss]                                       public partial LossLayer           Loss   { get; }
}

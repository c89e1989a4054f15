using Kiln.Models.Networks.Blocks;

namespace Kiln.Models.Networks;

/// <summary>The residual network of 20 layers for pictures of 32×32 pixels, its shortcuts between widths by convolutions.</summary>
/// <remarks>He et al., Deep Residual Learning for Image Recognition, 2016, section 4.2.</remarks>
[Network(Targets = Targets.Cpu | Targets.Gpu)]
public sealed partial class ResNet20
{
    [Input(32, 32, 3)]                      public partial Layer               Image  { get; }
    [Conv(3, 3, 16, Pad = 1, Bias = false)] public partial ConvLayer           Conv1  { get; }
    [BatchNorm]                             public partial BatchNormLayer      Norm1  { get; }
    [Relu]                                  public partial Layer               Relu1  { get; }
    [Use<Residual>(16, Repeat = 3)]         public partial BlockList<Residual> Stage1 { get; }
    [Use<ResidualStage>(32, 2)]             public partial ResidualStage       Stage2 { get; }
    [Use<ResidualStage>(64, 2)]             public partial ResidualStage       Stage3 { get; }
    [GlobalAvgPool]                         public partial Layer               Pool4  { get; }
    [Dense(10)]                             public partial ConvLayer           Scores { get; }
    [SoftmaxLoss]                           public partial LossLayer           Loss   { get; }
}

using Kiln.Models.Networks.Blocks;

namespace Kiln.Models.Networks;

/// <summary>The small classifier of photographs MobileNetV2.</summary>
/// <remarks>Sandler et al., MobileNetV2: Inverted Residuals and Linear Bottlenecks, 2018, arXiv:1801.04381, table 2.</remarks>
[Network]
public sealed partial class MobileNetV2
{
    [Input(224, 224, 3)]                                public partial Layer            Image  { get; }
    [Conv(3, 3, 32, Stride = 2, Pad = 1, Bias = false)] public partial ConvLayer        Conv1  { get; }
    [BatchNorm]                                         public partial BatchNormLayer   Norm1  { get; }
    [Relu(Ceiling = 6)]                                 public partial Layer            Relu1  { get; }
    [Use<SeparableConv>(32, 16, 1)]                     public partial SeparableConv    Stage1 { get; }
    [Use<InvertedStage>(16, 24, 2, 1)]                  public partial InvertedStage    Stage2 { get; }
    [Use<InvertedStage>(24, 32, 2, 2)]                  public partial InvertedStage    Stage3 { get; }
    [Use<InvertedStage>(32, 64, 2, 3)]                  public partial InvertedStage    Stage4 { get; }
    [Use<InvertedStage>(64, 96, 1, 2)]                  public partial InvertedStage    Stage5 { get; }
    [Use<InvertedStage>(96, 160, 2, 2)]                 public partial InvertedStage    Stage6 { get; }
    [Use<LinearBottleneck>(960, 320, 1)]                public partial LinearBottleneck Stage7 { get; }
    [Conv(1, 1, 1280, Bias = false)]                    public partial ConvLayer        Conv8  { get; }
    [BatchNorm]                                         public partial BatchNormLayer   Norm8  { get; }
    [Relu(Ceiling = 6)]                                 public partial Layer            Relu8  { get; }
    [GlobalAvgPool]                                     public partial Layer            Pool8  { get; }
    [Dropout(0.2)]                                      public partial Layer            Drop8  { get; }
    [Dense(1000)]                                       public partial ConvLayer        Scores { get; }
}

using Kiln.Models.Networks.Blocks;

namespace Kiln.Bench.Networks;

/// <summary>The layers of ResNet-50 between the image and the scores.</summary>
[Block]
public sealed partial class ResNet50Body
{
    [Input]                                             public partial Layer           X      { get; }
    [Conv(7, 7, 64, Stride = 2, Pad = 3, Bias = false)] public partial ConvLayer       Conv1  { get; }
    [BatchNorm]                                         public partial BatchNormLayer  Norm1  { get; }
    [Relu]                                              public partial Layer           Relu1  { get; }
    [MaxPool(3, Stride = 2, Pad = 1)]                   public partial Layer           Pool1  { get; }
    [Use<BottleneckStage>(64, 1, 2)]                    public partial BottleneckStage Stage2 { get; }
    [Use<BottleneckStage>(128, 2, 3)]                   public partial BottleneckStage Stage3 { get; }
    [Use<BottleneckStage>(256, 2, 5)]                   public partial BottleneckStage Stage4 { get; }
    [Use<BottleneckStage>(512, 2, 2)]                   public partial BottleneckStage Stage5 { get; }
    [GlobalAvgPool]                                     public partial Layer           Pool5  { get; }
}

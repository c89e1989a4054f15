namespace Kiln.Models.Networks;

/// <summary>Reads whole lines of text: 32 rows of gray pixels in, for every second column a score for each of a to z, for a place between letters and for a space.</summary>
/// <remarks>The pools after the first halve the rows alone, since a narrow letter and the gap beside it take no more than four columns. Each answer looks at 71 columns, so that
/// it sees the neighbours from which a letter must be told apart. It is trained on windows of 128 columns.</remarks>
[Network]
public sealed partial class LineCnn
{
    [Input(32, 128, 1)]                                                       public partial Layer          Image  { get; }
    [Conv(5, 5, 32, Pad = 2, Bias = false)]                                   public partial ConvLayer      Conv1  { get; }
    [BatchNorm]                                                               public partial BatchNormLayer Norm1  { get; }
    [Relu]                                                                    public partial Layer          Relu1  { get; }
    [MaxPool(2)]                                                              public partial Layer          Pool1  { get; }
    [Conv(3, 3, 64, Pad = 1, Bias = false)]                                   public partial ConvLayer      Conv2  { get; }
    [BatchNorm]                                                               public partial BatchNormLayer Norm2  { get; }
    [Relu]                                                                    public partial Layer          Relu2  { get; }
    [MaxPool(2, 1, StrideY = 2, StrideX = 1)]                                 public partial Layer          Pool2  { get; }
    [Conv(3, 3, 96, Pad = 1, Bias = false)]                                   public partial ConvLayer      Conv3  { get; }
    [BatchNorm]                                                               public partial BatchNormLayer Norm3  { get; }
    [Relu]                                                                    public partial Layer          Relu3  { get; }
    [Conv(3, 3, 96, Pad = 1, Bias = false)]                                   public partial ConvLayer      Conv4  { get; }
    [BatchNorm]                                                               public partial BatchNormLayer Norm4  { get; }
    [Relu]                                                                    public partial Layer          Relu4  { get; }
    [MaxPool(2, 1, StrideY = 2, StrideX = 1)]                                 public partial Layer          Pool4  { get; }
    [Conv(3, 3, 128, Pad = 1, Bias = false)]                                  public partial ConvLayer      Conv5  { get; }
    [BatchNorm]                                                               public partial BatchNormLayer Norm5  { get; }
    [Relu]                                                                    public partial Layer          Relu5  { get; }
    [Conv(4, 3, 192, PadLeft = 1, PadRight = 1, Bias = false)]                public partial ConvLayer      Conv6  { get; }
    [BatchNorm]                                                               public partial BatchNormLayer Norm6  { get; }
    [Relu]                                                                    public partial Layer          Relu6  { get; }
    [Conv(1, 5, 128, DilationX = 2, PadLeft = 4, PadRight = 4, Bias = false)] public partial ConvLayer      Conv7  { get; }
    [BatchNorm]                                                               public partial BatchNormLayer Norm7  { get; }
    [Relu]                                                                    public partial Layer          Relu7  { get; }
    [Conv(1, 1, 28)]                                                          public partial ConvLayer      Scores { get; }
    [SoftmaxLoss(AveragePixels = true)]                                       public partial LossLayer      Loss   { get; }
}

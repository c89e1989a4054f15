namespace Kiln.Models.Networks.Practical;

/// <summary>Part 2 of the VGG practical, first check: a convolution, whose derivatives are compared with differences.</summary>
[Network(OwnLoss = true)]
public sealed partial class OneConvolution
{
    [Input(384, 512, 3)]          public partial Layer     X1 { get; }
    [Conv(5, 5, 10, Bias = false)] public partial ConvLayer X2 { get; }
}

/// <summary>Second check: the same with a max-pool after it.</summary>
[Network(OwnLoss = true)]
public sealed partial class ConvolutionAndPool
{
    [Input(384, 512, 3)]          public partial Layer     X1 { get; }
    [Conv(5, 5, 10, Bias = false)] public partial ConvLayer X2 { get; }
    [MaxPool(10, Stride = 1)]      public partial Layer     X3 { get; }
}

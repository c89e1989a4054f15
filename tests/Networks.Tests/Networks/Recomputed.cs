namespace Kiln.Networks.Tests.Networks;

/// <summary>A deep network with all that may stand in the way of computing maps again: maps with several readers, sums and joined maps, moments of the batch, values that are dropped, winners of
/// pools that overlap, a norm over the images, and three losses at different depths.</summary>
[Network]
public sealed partial class DeepNetwork
{
    [Input(16, 14, 3)]                                             public partial Layer          Image    { get; }
    [Conv(3, 3, 16, Pad = 1, Bias = false)]                        public partial ConvLayer      Conv1    { get; }
    [BatchNorm]                                                    public partial BatchNormLayer Norm1    { get; }
    [Relu]                                                         public partial Layer          Relu1    { get; }
    [Conv(3, 3, 16, Pad = 1)]                                      public partial ConvLayer      Conv2    { get; }
    [Sigmoid]                                                      public partial Layer          Sigmoid2 { get; }
    [Add(nameof(Relu1), nameof(Sigmoid2))]                         public partial Layer          Sum2     { get; }
    [MaxPool(3, Stride = 1, Pad = 1)]                              public partial Layer          Pool3    { get; }
    [Conv(3, 3, 16, Pad = 1)]                                      public partial ConvLayer      Conv4    { get; }
    [Tanh]                                                         public partial Layer          Tanh4    { get; }
    [Conv(1, 1, 8, From = nameof(Pool3))]                          public partial ConvLayer      Conv5    { get; }
    [Concat(nameof(Tanh4), nameof(Conv5))]                         public partial Layer          Join5    { get; }
    [Dropout(0.25, Keep = true)]                                   public partial Layer          Drop6    { get; }
    [Conv(3, 3, 24, Pad = 1, Groups = 24)]                         public partial ConvLayer      Conv7    { get; }
    [BatchNorm]                                                    public partial BatchNormLayer Norm7    { get; }
    [Relu(Leak = 0.1)]                                             public partial Layer          Relu7    { get; }
    [Dense(5)]                                                     public partial ConvLayer      Early    { get; }
    [SoftmaxLoss(Weight = 0.3)]                                    public partial LossLayer      Loss1    { get; }
    [MaxPool(2, From = nameof(Relu7))]                             public partial Layer          Pool8    { get; }
    [Conv(3, 3, 24, Pad = 1)]                                      public partial ConvLayer      Conv9    { get; }
    [Relu]                                                         public partial Layer          Relu9    { get; }
    [Conv(3, 3, 24, Pad = 1)]                                      public partial ConvLayer      Conv10   { get; }
    [Add(nameof(Pool8), nameof(Conv10))]                           public partial Layer          Sum10    { get; }
    [Lrn(3, Alpha = 0.1)]                                          public partial Layer          Lrn11    { get; }
    [Conv(3, 3, 16, Pad = 1)]                                      public partial ConvLayer      Conv12   { get; }
    [LpNorm(Axes = Axes.Images)]                                   public partial Layer          Norm12   { get; }
    [Dropout(0.5, Keep = true)]                                    public partial Layer          Drop13   { get; }
    [ConvTranspose(2, 2, 8, Stride = 2)]                           public partial ConvLayer      Wide14   { get; }
    [AvgPool(2)]                                                   public partial Layer          Pool15   { get; }
    [Dense(5)]                                                     public partial ConvLayer      Middle   { get; }
    [HingeLoss(Weight = 0.5)]                                      public partial LossLayer      Loss2    { get; }
    [Conv(3, 3, 16, Pad = 1, From = nameof(Pool15))]               public partial ConvLayer      Conv16   { get; }
    [Relu]                                                         public partial Layer          Relu16   { get; }
    [GlobalMaxPool]                                                public partial Layer          Pool17   { get; }
    [Dense(5)]                                                     public partial ConvLayer      Scores   { get; }
    [SoftmaxLoss]                                                  public partial LossLayer      Loss3    { get; }
}

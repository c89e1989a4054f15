namespace Kiln.Networks.Tests.Networks;

/// <summary>Values dropped between dense layers, as of AlexNet. What they read and what is left can be read, so that a test sees what was dropped.</summary>
[Network]
public sealed partial class DroppedDense
{
    [Input(8, 9, 3)]                public partial Layer     Image  { get; }
    [Conv(3, 3, 9)]                 public partial ConvLayer Conv1  { get; }
    [Relu]                          public partial Layer     Relu1  { get; }
    [MaxPool(2, Keep = true)]       public partial Layer     Pool1  { get; }
    [Dropout(0.5, Keep = true)]     public partial Layer     Drop1  { get; }
    [Dense(40)]                     public partial ConvLayer Dense1 { get; }
    [Relu(Keep = true)]             public partial Layer     Relu2  { get; }
    [Dropout(0.25, Keep = true)]    public partial Layer     Drop2  { get; }
    [Dense(5)]                      public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                   public partial LossLayer Loss   { get; }
}

/// <summary>Values dropped of the image, of maps between padded convolutions, in a branch, and at a rate of 0.</summary>
[Network]
public sealed partial class DroppedMaps
{
    [Input(7, 6, 4, Keep = true)]                      public partial Layer          Image  { get; }
    [Dropout(0.125, Keep = true)]                      public partial Layer          Drop0  { get; }
    [Conv(3, 3, 17, Pad = 1, Keep = true)]             public partial ConvLayer      Conv1  { get; }
    [Dropout(0.75, Keep = true)]                       public partial Layer          Drop1  { get; }
    [Conv(3, 3, 17, Pad = 1)]                          public partial ConvLayer      Conv2  { get; }
    [Add(nameof(Conv1), nameof(Conv2), Keep = true)]   public partial Layer          Sum    { get; }
    [Dropout(0, Keep = true)]                          public partial Layer          Drop2  { get; }
    [BatchNorm]                                        public partial BatchNormLayer Norm2  { get; }
    [Tanh]                                             public partial Layer          Tanh2  { get; }
    [Dense(4)]                                         public partial ConvLayer      Scores { get; }
    [SoftmaxLoss]                                      public partial LossLayer      Loss   { get; }
}

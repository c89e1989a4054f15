// KILN0207 at: Relu
// Relu1 is read by no layer, so it would be computed for nothing; remove it, read it below with From = nameof(Relu1), or set Keep = true to read its output yourself
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(8, 8, 2)] public partial ConvLayer Scores { get; }
    [Relu] public partial Layer Relu1 { get; }
    [SoftmaxLoss(From = nameof(Scores))] public partial LossLayer Loss { get; }
}

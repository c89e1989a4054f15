// KILN0216 at: BinaryError
// Errors counts errors, which trains nothing, and Net has no loss; add one, such as [SoftmaxLoss], or remove Errors
using Kiln;

[Network(OwnLoss = true)]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(8, 8, 3)] public partial ConvLayer Scores { get; }
    [BinaryError] public partial LossLayer Errors { get; }
}

// KILN0113 at: InferenceOf<Net>(Height = 8, Width = 8)
// Both is marked [InferenceOf] and [HeadOf], but a class is one or the other; remove one of them
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4, Frozen = true)] public partial ConvLayer Conv1 { get; }
    [Dense(2)] public partial ConvLayer Scores { get; }
    [SoftmaxLoss] public partial LossLayer Loss { get; }
}

[InferenceOf<Net>(Height = 8, Width = 8)]
[HeadOf<Net>]
public sealed partial class Both;

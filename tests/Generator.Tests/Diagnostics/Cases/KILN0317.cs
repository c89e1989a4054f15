// KILN0317 at: HeadOf<Net>
// Head trains the layers of Net that learn on what the others compute, but its first layers learn; declare those that stay as they are with Frozen = true
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
    [Dense(2)] public partial ConvLayer Scores { get; }
    [SoftmaxLoss] public partial LossLayer Loss { get; }
}

[HeadOf<Net>]
public sealed partial class Head;

// KILN0317 at: HeadOf<Net>
// Head trains the layers of Net that learn on what the others compute, but what learns reads Conv1 and Relu1 of the others; let one layer lie between
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4, Frozen = true)] public partial ConvLayer Conv1 { get; }
    [Relu] public partial Layer Relu1 { get; }
    [Conv(1, 1, 4, From = nameof(Conv1))] public partial ConvLayer Side { get; }
    [Add(nameof(Relu1), nameof(Side))] public partial Layer Sum { get; }
    [Dense(2)] public partial ConvLayer Scores { get; }
    [SoftmaxLoss] public partial LossLayer Loss { get; }
}

[HeadOf<Net>]
public sealed partial class Head;

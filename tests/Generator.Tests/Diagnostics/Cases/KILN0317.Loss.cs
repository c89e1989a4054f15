// KILN0317 at: HeadOf<Net>
// Head trains the layers of Net that learn on what the others compute, but that has no loss; declare one
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4, Frozen = true)] public partial ConvLayer Conv1 { get; }
    [Dense(2)] public partial ConvLayer Scores { get; }
}

[HeadOf<Net>]
public sealed partial class Head;

// KILN0113 at: Network
// Reader is marked [Network] and [InferenceOf], but a class is one or the other; remove one of them
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
}

[Network]
[InferenceOf<Net>]
public sealed partial class Reader
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
}

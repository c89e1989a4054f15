// KILN0113 at: InferenceOf<Net>
// Reader is marked [InferenceOf] and [Block], but a class is one or the other; remove one of them
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Conv(1, 1, 2)] public partial ConvLayer Scores { get; }
}

[InferenceOf<Net>]
[Block]
public sealed partial class Reader;

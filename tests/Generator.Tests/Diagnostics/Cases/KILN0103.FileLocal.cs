// KILN0103 at: InferenceOf<Net>
// Reader is file-local, but a network or a block is a plain class in a namespace; make it internal or public
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
}

[InferenceOf<Net>]
file sealed partial class Reader;

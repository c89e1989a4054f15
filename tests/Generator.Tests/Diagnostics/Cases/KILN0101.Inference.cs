// KILN0101 at: InferenceOf<Net>
// Reader is not partial, but the compiler must add to it; write 'sealed partial class Reader'
// beside: CS0260
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
}

[InferenceOf<Net>]
public sealed class Reader;

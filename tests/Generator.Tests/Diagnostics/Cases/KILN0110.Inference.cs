// KILN0110 at: Relu
// Extra is a layer, but Reader is not a class that declares layers; remove it: Reader has the layers of Net
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
}

[InferenceOf<Net>]
public sealed partial class Reader
{
    [Relu] public partial Layer Extra { get; }
}

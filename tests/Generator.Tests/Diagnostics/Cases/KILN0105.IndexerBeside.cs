// KILN0105 at: Relu
// this[] is an indexer, but a layer is a partial instance property with a getter alone; write 'private partial Layer Relu2 { get; }'
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Relu] public partial Layer Relu1 { get; }
    [Relu] private Layer this[int index] => null!;
}

// KILN0105 at: Relu
// Relu1 is implemented by hand, but a layer is a partial instance property with a getter alone; write 'public partial Layer Relu1 { get; }'
// beside: CS9249
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Relu] public partial Layer Relu1 => null!;
}

// KILN0115 at: Relu
// Batch is a name that the code of every network uses; choose another name for the layer
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Relu] public partial Layer Batch { get; }
}

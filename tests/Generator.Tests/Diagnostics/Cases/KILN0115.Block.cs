// KILN0115 at: Relu
// Output is a name that the code of every network uses; choose another name for the layer
using Kiln;

[Block]
public sealed partial class Part
{
    [Input] public partial Layer X { get; }
    [Relu] public partial Layer Output { get; }
}

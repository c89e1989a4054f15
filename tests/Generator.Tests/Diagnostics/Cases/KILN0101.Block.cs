// KILN0101 at: Block
// Part is not partial, but the compiler must add to it; write 'sealed partial class Part'
// beside: CS0260
using Kiln;

[Block]
public sealed class Part
{
    [Input] public partial Layer X { get; }
    [Relu] public partial Layer Relu { get; }
}

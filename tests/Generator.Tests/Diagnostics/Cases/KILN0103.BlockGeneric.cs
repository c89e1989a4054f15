// KILN0103 at: Block
// Part is generic, but a network or a block is a plain class in a namespace; remove its type parameters
using Kiln;

[Block]
public sealed partial class Part<T>
{
    [Input] public partial Layer X { get; }
    [Relu] public partial Layer Relu { get; }
}

// KILN0109 at: Block
// Part has no layers, but a block is an input and what is computed from it; begin with '[Input] public partial Layer X { get; }'
using Kiln;

[Block]
public sealed partial class Part
{
    [Input] public partial Layer X { get; }
}

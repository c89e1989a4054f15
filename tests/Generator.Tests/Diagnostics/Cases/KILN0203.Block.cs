// KILN0203 at: Relu
// Part begins with Relu, but the first line is the input; put '[Input] public partial Layer X { get; }' above it
using Kiln;

[Block]
public sealed partial class Part
{
    [Relu] public partial Layer Relu { get; }
}

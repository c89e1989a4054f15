// KILN0203 at: Use<Part>
// Outer begins with Inner, but the first line is the input; put '[Input] public partial Layer X { get; }' above it
using Kiln;

[Block]
public sealed partial class Outer
{
    [Use<Part>] public partial Part Inner { get; }
    [Relu] public partial Layer Relu { get; }
}

[Block]
public sealed partial class Part
{
    [Input] public partial Layer X { get; }
    [Relu] public partial Layer Relu { get; }
}

// KILN0205 at: Input
// Y is an input beside X, but a block reads one map; remove one of them
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Part>] public partial Part A { get; }
}

[Block]
public sealed partial class Part
{
    [Input] public partial Layer X { get; }
    [Input] public partial Layer Y { get; }
    [Add(nameof(X), nameof(Y))] public partial Layer Sum { get; }
}

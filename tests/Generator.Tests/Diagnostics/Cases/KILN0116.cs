// KILN0116 at: Use<string>
// A uses string, which is not a class marked [Block]; name a [Block] class of this project
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<string>] public partial string A { get; }
}

[Block]
public sealed partial class Part
{
    [Input] public partial Layer X { get; }
    [Relu] public partial Layer Relu { get; }
}

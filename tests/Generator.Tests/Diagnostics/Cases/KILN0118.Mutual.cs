// KILN0118 at: Use<Outer>
// Inner.Again uses Inside inside Inside, which would never end; use another block there
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Outer>] public partial Outer A { get; }
    [Use<Inside>] public partial Inside B { get; }
}

[Block]
public sealed partial class Outer
{
    [Input] public partial Layer X { get; }
    [Use<Inside>] public partial Inside Again { get; }
}

[Block]
public sealed partial class Inside
{
    [Input] public partial Layer X { get; }
    [Use<Outer>] public partial Outer Inner { get; }
}

// KILN0117 at: Use<Residual>
// Inner gives 0 sizes, but Residual has 1 size; write [Use<Residual>(Filters)]
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Outer>] public partial Outer A { get; }
    [Use<Outer>] public partial Outer B { get; }
    [Conv(1, 1, 2)] public partial ConvLayer Scores { get; }
}

[Block]
public sealed partial class Outer
{
    [Input] public partial Layer X { get; }
    [Use<Residual>] public partial Residual Inner { get; }
    [Relu] public partial Layer Relu { get; }
}

[Block]
public sealed partial class Residual
{
    [Size] private const int Filters = 4;

    [Input] public partial Layer X { get; }
    [Conv(3, 3, Filters, Pad = 1)] public partial ConvLayer Conv { get; }
    [Add(nameof(X), nameof(Conv))] public partial Layer Sum { get; }
}

// KILN0119 at: Filters << 1
// Inner has Sizes[0] = Filters << 1, but sizes are combined by + - * / %, comparisons and ?: alone; compute it by these, or give it as a size of its own
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Outer>(2)] public partial Outer A { get; }
    [Conv(1, 1, 2)] public partial ConvLayer Scores { get; }
}

[Block]
public sealed partial class Outer
{
    [Size] private const int Filters = 2;

    [Input] public partial Layer X { get; }
    [Use<Residual>(Filters << 1)] public partial Residual Inner { get; }
}

[Block]
public sealed partial class Residual
{
    [Size] private const int Filters = 4;

    [Input] public partial Layer X { get; }
    [Conv(3, 3, Filters, Pad = 1)] public partial ConvLayer Conv { get; }
    [Add(nameof(X), nameof(Conv))] public partial Layer Sum { get; }
}

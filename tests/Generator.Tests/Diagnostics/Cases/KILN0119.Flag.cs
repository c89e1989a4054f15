// KILN0119 at: Bias = Filters > 3 && Filters < 9
// Conv has Bias = Filters > 3 && Filters < 9, but sizes are combined by + - * / %, comparisons and ?: alone; compute it by these, or give it as a size of its own
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Part>(4)] public partial Part A { get; }
}

[Block]
public sealed partial class Part
{
    [Size] private const int Filters = 4;

    [Input] public partial Layer X { get; }
    [Conv(1, 1, Filters, Bias = Filters > 3 && Filters < 9)] public partial ConvLayer Conv { get; }
}

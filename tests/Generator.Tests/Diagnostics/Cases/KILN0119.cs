// KILN0119 at: (int)(0.5 * Filters)
// Conv has Filters = (int)(0.5 * Filters), but sizes are combined by + - * / %, comparisons and ?: alone; compute it by these, or give it as a size of its own
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Use<Halved>(4)] public partial Halved A { get; }
}

[Block]
public sealed partial class Halved
{
    [Size] private const int Filters = 4;

    [Input] public partial Layer X { get; }
    [Conv(3, 3, (int)(0.5 * Filters))] public partial ConvLayer Conv { get; }
}

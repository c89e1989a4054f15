// KILN0119 at: new[] { Filters, 2 }
// Inner has Sizes[0] = new[] { Filters, 2 }, but sizes are combined by + - * / %, comparisons and ?: alone; compute it by these, or give it as a size of its own
using Kiln;

[Block]
public sealed partial class Outer
{
    [Size] private const int Filters = 4;

    [Input] public partial Layer X { get; }
    [Use<Two>(new[] { Filters, 2 })] public partial Two Inner { get; }
}

[Block]
public sealed partial class Two
{
    [Size] private const int Filters = 4, Stride = 1;

    [Input] public partial Layer X { get; }
    [Conv(1, 1, Filters, Stride = Stride)] public partial ConvLayer Conv { get; }
}

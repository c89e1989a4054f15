// KILN0122 at: Size
// Filters is marked [Size], but a size is a constant of type int in a [Block] class; write '[Size] private const int Filters = 1;' in a block
using Kiln;

[Network]
public sealed partial class Net
{
    [Size] private const int Filters = 4;

    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, Filters)] public partial ConvLayer Conv { get; }
}

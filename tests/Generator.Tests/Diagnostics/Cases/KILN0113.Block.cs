// KILN0113 at: Network
// Net is marked [Network] and [Block], but a class is one or the other; remove one of them
using Kiln;

[Network]
[Block]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv { get; }
}

// KILN0202 at: WeightsOf = nameof(C)
// B names C, which is declared below it, but layers are computed top to bottom; name a layer above it, such as A
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer A { get; }
    [Conv(3, 3, 4, WeightsOf = nameof(C))] public partial ConvLayer B { get; }
    [Conv(3, 3, 4)] public partial ConvLayer C { get; }
}

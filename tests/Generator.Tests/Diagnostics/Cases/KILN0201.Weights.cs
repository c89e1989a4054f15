// KILN0201 at: WeightsOf = "Con1"
// B names 'Con1', but Net has no such layer; name a layer above it, such as Conv1
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
    [Conv(3, 3, 4, WeightsOf = "Con1")] public partial ConvLayer B { get; }
}

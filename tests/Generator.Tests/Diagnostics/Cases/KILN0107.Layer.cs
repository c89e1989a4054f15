// KILN0107 at: Conv(3, 3, 4)
// Conv1 has the type Kiln.Layer, but Conv needs ConvLayer; write 'partial ConvLayer Conv1'
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial Layer Conv1 { get; }
}

// KILN0107 at: Conv(3, 3, 4)
// Conv1 has the type Kiln.ConvLayer?, but Conv needs ConvLayer; write 'partial ConvLayer Conv1'
using Kiln;

#nullable enable
[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer? Conv1 { get; }
}

// KILN0101 at: Network
// @event is not partial, but the compiler must add to it; write 'sealed partial class @event'
// beside: CS0260
using Kiln;

[Network]
public class @event
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
}

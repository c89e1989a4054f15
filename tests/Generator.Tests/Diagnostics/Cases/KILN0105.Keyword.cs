// KILN0105 at: Conv(3, 3, 4)
// @event is static, but a layer is a partial instance property with a getter alone; write 'internal partial ConvLayer @event { get; }'
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] internal static partial ConvLayer @event { get; }
}

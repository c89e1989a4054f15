// KILN0105 at: Conv(3, 3, 4)
// Conv1 is static, but a layer is a partial instance property with a getter alone; write 'public partial ConvLayer Conv1 { get; }'
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public static partial ConvLayer Conv1 { get; }
}

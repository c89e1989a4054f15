// KILN0115 at: Conv(3, 3, 4)
// Parameters is a name that the code of every network uses; choose another name for the layer
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Parameters { get; }
}

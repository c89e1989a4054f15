// KILN0204 at: Input(8, 8, 1)
// Image is an input, but is below Conv1; move it above all layers that are computed
using Kiln;

[Network]
public sealed partial class Net
{
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
    [Input(8, 8, 1)] public partial Layer Image { get; }
}

// KILN0213 at: KeepGradient = true
// Scores has KeepGradient = true, but no loss depends on it; remove KeepGradient, or read the layer on the way to a loss
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Conv(3, 3, 2, KeepGradient = true)] public partial ConvLayer Scores { get; }
}

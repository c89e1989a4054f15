// KILN0302 at: Weight = -1
// Loss has Weight = -1, but it must be a finite number above 0; use 1, or remove the layer
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(8, 8, 3)] public partial ConvLayer Scores { get; }
    [HingeLoss(Weight = -1)] public partial LossLayer Loss { get; }
}

// KILN0209 at: Input(8, 8, 1)
// Net has no layer that computes scores, but needs at least one; put one below Image
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [SoftmaxLoss] public partial LossLayer Loss { get; }
}

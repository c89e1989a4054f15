// KILN0206 at: nameof(Loss)
// Sum reads Loss, which is a loss and has no map; name the layer to read, as in From = nameof(Image)
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(8, 8, 2)] public partial ConvLayer Scores { get; }
    [SoftmaxLoss] public partial LossLayer Loss { get; }
    [Add(nameof(Scores), nameof(Loss))] public partial Layer Sum { get; }
    [SoftmaxLoss] public partial LossLayer Other { get; }
}

// KILN0312 at: TrainingOnly = true
// Loss has TrainingOnly = true, but is a loss, which exists in training alone anyway; in inference its readers would read its input, so remove TrainingOnly
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Relu] public partial Layer Relu1 { get; }
    [SoftmaxLoss(TrainingOnly = true)] public partial LossLayer Loss { get; }
}

// KILN0312 at: TrainingOnly = true
// Pool1 has TrainingOnly = true, but makes 4×4×4 of 8×8×4; in inference its readers would read its input, so remove TrainingOnly
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [MaxPool(2, TrainingOnly = true)] public partial Layer Pool1 { get; }
    [Conv(3, 3, 2)] public partial ConvLayer Scores { get; }
}

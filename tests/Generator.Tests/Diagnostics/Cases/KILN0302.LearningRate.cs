// KILN0302 at: WeightsLearningRateScale = -0.5
// Conv1 has WeightsLearningRateScale = -0.5, but it must be a finite number, 0 or more; use 1 to leave the rate as it is, or 0 to freeze the array
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4, WeightsLearningRateScale = -0.5)] public partial ConvLayer Conv1 { get; }
}

// KILN0302 at: Deviation = 0.01
// Conv1 has Deviation = 0.01, but it must be left out beside Initialization; remove one of the two
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4, Initialization = WeightInitialization.He, Deviation = 0.01)] public partial ConvLayer Conv1 { get; }
}

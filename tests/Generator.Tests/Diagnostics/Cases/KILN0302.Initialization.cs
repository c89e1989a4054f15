// KILN0302 at: Initialization = (WeightInitialization)7
// Conv1 has Initialization = 7, but it must be one of WeightInitialization; use WeightInitialization.Xavier, or leave it out
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4, Initialization = (WeightInitialization)7)] public partial ConvLayer Conv1 { get; }
}

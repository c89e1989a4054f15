// KILN0302 at: Deviation = 0
// Conv1 has Deviation = 0, but it must be a finite number above 0; use 0.01, or leave it out
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4, Deviation = 0)] public partial ConvLayer Conv1 { get; }
}

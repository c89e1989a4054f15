// KILN0302 at: Epsilon = 0
// Norm1 has Epsilon = 0, but it must be a finite number above 0; use 1e-5, or leave it out
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [BatchNorm(Epsilon = 0)] public partial BatchNormLayer Norm1 { get; }
}

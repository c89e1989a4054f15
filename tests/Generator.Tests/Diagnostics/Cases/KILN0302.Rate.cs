// KILN0302 at: Rate = 1.5
// Norm1 has Rate = 1.5, but it must be from 0 to 1; use 0.1, or leave it out
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [BatchNorm(Rate = 1.5)] public partial BatchNormLayer Norm1 { get; }
}

// KILN0302 at: Leak = 1
// Relu1 has Leak = 1, but it must be from 0 to below 1; use 0.01, or leave it out
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Relu(Leak = 1)] public partial Layer Relu1 { get; }
}

// KILN0302 at: Ceiling = 0
// Relu1 has Ceiling = 0, but it must be above 0; use 6, or leave it out
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Relu(Ceiling = 0)] public partial Layer Relu1 { get; }
}

// KILN0302 at: 0
// Norm1 has Window = 0, but it must be from 1 to 268435456; use 1 or more
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Lrn(0)] public partial Layer Norm1 { get; }
}

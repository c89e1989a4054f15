// KILN0302 at: Groups = 0
// Conv1 has Groups = 0, but it must be from 1 to 268435456; use 1 or more
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4, Groups = 0)] public partial ConvLayer Conv1 { get; }
}

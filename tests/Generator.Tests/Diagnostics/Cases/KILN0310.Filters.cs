// KILN0310 at: Groups = 3
// Conv1 has Groups = 3, but its 8 filters cannot be divided so; use a number that divides the filters and the channels it reads
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 6)] public partial Layer Image { get; }
    [Conv(3, 3, 8, Groups = 3)] public partial ConvLayer Conv1 { get; }
}

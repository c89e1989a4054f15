// KILN0310 at: Groups = 4
// Conv1 has Groups = 4, but its 6 channels of @in cannot be divided so; use a number that divides the filters and the channels it reads
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 6)] public partial Layer @in { get; }
    [Conv(3, 3, 8, Groups = 4)] public partial ConvLayer Conv1 { get; }
}

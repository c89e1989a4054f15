// KILN0104 at: Network
// Net derives from Base, but the compiler chooses the base class; remove Base (interfaces may stay)
using Kiln;

public class Base;

[Network]
public sealed partial class Net : Base
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
}

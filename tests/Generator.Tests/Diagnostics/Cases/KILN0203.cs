// KILN0203 at: Conv(3, 3, 4)
// Net begins with Conv1, but the first line is the input; put '[Input(32, 32, 1)] public partial Layer Image { get; }' above it
using Kiln;

[Network]
public sealed partial class Net
{
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
}

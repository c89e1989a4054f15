// KILN0210 at: Concat
// Both names 0 inputs, but Concat takes from 2 to 256 layers; name them as in [Concat(nameof(First), nameof(Second))]
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Concat] public partial Layer Both { get; }
}

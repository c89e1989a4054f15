// KILN0210 at: Add(nameof(Image))
// Sum names 1 input, but Add takes from 2 to 256 layers; name them as in [Add(nameof(First), nameof(Second))]
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 1, Pad = 1)] public partial ConvLayer Conv1 { get; }
    [Relu] public partial Layer Relu1 { get; }
    [Add(nameof(Image))] public partial Layer Sum { get; }
}

// KILN0202 at: From = nameof(Relu1)
// Conv1 names Relu1, which is declared below it, but layers are computed top to bottom; name a layer above it, such as Image
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4, From = nameof(Relu1))] public partial ConvLayer Conv1 { get; }
    [Relu] public partial Layer Relu1 { get; }
}

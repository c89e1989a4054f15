// KILN0202 at: From = nameof(Conv1)
// Conv1 names itself, but layers are computed top to bottom; name a layer above it, such as Image
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4, From = nameof(Conv1))] public partial ConvLayer Conv1 { get; }
}

// KILN0201 at: "Picture"
// Sum names 'Picture', but Net has no such layer; name a layer above it, such as Image
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 1, Pad = 1)] public partial ConvLayer Conv1 { get; }
    [Add(nameof(Conv1), "Picture")] public partial Layer Sum { get; }
}

// KILN0201 at: From = "Picture"
// Conv1 names 'Picture', but Net has no such layer; name a layer above it, such as Image
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4, From = "Picture")] public partial ConvLayer Conv1 { get; }
}

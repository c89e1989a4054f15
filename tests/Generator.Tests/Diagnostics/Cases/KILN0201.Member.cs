// KILN0201 at: From = nameof(Size)
// Conv1 names 'Size', but Net has no such layer; name a layer above it, such as Image
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4, From = nameof(Size))] public partial ConvLayer Conv1 { get; }
    public int Size => 8;
}

// KILN0207 at: Conv(3, 3, 4)
// Conv1 is read by no layer, so it would be computed for nothing; remove it, read it below with From = nameof(Conv1), or set Keep = true to read its output yourself
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
    [Conv(5, 5, 4, From = nameof(Image))] public partial ConvLayer Conv2 { get; }
}

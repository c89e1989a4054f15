// KILN0207 at: Input(8, 8, 1)
// Left is read by no layer, so it would be given for nothing; remove it, or read it below with From = nameof(Left)
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Left { get; }
    [Input(8, 8, 1)] public partial Layer Right { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
}

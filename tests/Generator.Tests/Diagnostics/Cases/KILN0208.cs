// KILN0208 at: From = nameof(Conv1)
// Image is the input, which reads no layer, but it has From = 'Conv1'; remove From
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1, From = nameof(Conv1))] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
}

// KILN0211 at: From = nameof(Conv1)
// Sum has From = 'Conv1', but Add lists the layers it reads; add it to the list and remove From
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 1, Pad = 1)] public partial ConvLayer Conv1 { get; }
    [Add(nameof(Image), nameof(Conv1), From = nameof(Conv1))] public partial Layer Sum { get; }
}

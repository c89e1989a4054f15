// KILN0202 at: nameof(@event)
// Sum names @event, which is declared below it, but layers are computed top to bottom; name a layer above it, such as Conv1
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer @class { get; }
    [Conv(3, 3, 1, Pad = 1)] public partial ConvLayer Conv1 { get; }
    [Add(nameof(Conv1), nameof(@event))] public partial Layer Sum { get; }
    [Relu] public partial Layer @event { get; }
}

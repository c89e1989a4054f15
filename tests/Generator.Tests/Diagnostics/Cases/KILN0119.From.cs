// KILN0119 at: From = Way == 1 ? nameof(X) : nameof(Relu)
// Conv has From = Way == 1 ? nameof(X) : nameof(Relu), but sizes are combined by + - * / %, comparisons and ?: alone; compute it by these, or give it as a size of its own
using Kiln;

[Block]
public sealed partial class Part
{
    [Size] private const int Way = 1;

    [Input] public partial Layer X { get; }
    [Relu] public partial Layer Relu { get; }
    [Conv(1, 1, 4, From = Way == 1 ? nameof(X) : nameof(Relu))] public partial ConvLayer Conv { get; }
    [Add(nameof(Relu), nameof(Conv))] public partial Layer Sum { get; }
}

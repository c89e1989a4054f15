// KILN0309 at: Concat(nameof(@in), nameof(@out))
// @event joins @in, which is 8×8×1, and @out, which is 7×8×4, but it takes maps of equal rows and columns; change the layers between, for example a stride or a pad
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer @in { get; }
    [Conv(2, 1, 4)] public partial ConvLayer @out { get; }
    [Concat(nameof(@in), nameof(@out))] public partial Layer @event { get; }
}

// KILN0212 at: true
// @event has Frozen, but Tanh reads no such argument; remove Frozen, or use Kiln.Generator and Kiln.Runtime of one version
// beside: CS0436
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Tanh(true)] public partial Layer @event { get; }
}

namespace Kiln
{
    public sealed class TanhAttribute(bool frozen) : LayerAttribute
    {
        public bool Frozen { get; } = frozen;
    }
}

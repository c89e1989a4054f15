// KILN0125 at: nameof(F)
// A has the function F, but it is not static; write static in front of it
using Kiln;

[Network]
public sealed partial class Net
{
    private float F(float x) => 2 * x;

    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Function(nameof(F))] public partial Layer A { get; }
}

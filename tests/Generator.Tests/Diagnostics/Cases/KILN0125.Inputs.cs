// KILN0125 at: nameof(F)
// A has the function F, but it has 2 parameters, and 0 layers are named; name a layer for each parameter
using Kiln;

[Network]
public sealed partial class Net
{
    private static float F(float x, float y) => x * y;

    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Function(nameof(F))] public partial Layer A { get; }
}

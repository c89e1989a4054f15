// KILN0125 at: Slope = nameof(G)
// A has the function G, but it has 3 parameters; let it have x alone, or x and the value y of the function
using Kiln;

[Network]
public sealed partial class Net
{
    private static float F(float x) => x * x;
    private static float G(float x, float y, float z) => x + y + z;

    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Function(nameof(F), Slope = nameof(G))] public partial Layer A { get; }
}

// KILN0125 at: Slope = nameof(G)
// A has the function G, but it states the slope of a function of 2 parameters; remove Slope: the derivatives follow from the function
using Kiln;

[Network]
public sealed partial class Net
{
    private static float F(float x, float y) => x * y;
    private static float G(float x) => x;

    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Function(nameof(F), nameof(Image), nameof(Image), Slope = nameof(G))] public partial Layer A { get; }
}

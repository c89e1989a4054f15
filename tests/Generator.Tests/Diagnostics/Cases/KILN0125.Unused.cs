// KILN0125 at: nameof(F)
// A has the function F, but it does not use its parameter y; remove the parameter, or use it
using Kiln;

[Network]
public sealed partial class Net
{
    private static float F(float x, float y) => 2 * x;

    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Function(nameof(F), nameof(Image), nameof(Image))] public partial Layer A { get; }
}

// KILN0125 at: nameof(F)
// A has the function F, but it is not one expression; write it as 'static float Name(float x) => …;'
using Kiln;

[Network]
public sealed partial class Net
{
    private static float F(float x) { x *= 2; return x; }

    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Function(nameof(F))] public partial Layer A { get; }
}

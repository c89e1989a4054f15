// KILN0125 at: nameof(F)
// A has the function F, but it is several methods; write one in Net, such as 'private static float Swish(float x) => x / (1 + MathF.Exp(-x));'
using Kiln;

[Network]
public sealed partial class Net
{
    private static float F(float x) => 2 * x;
    private static double F(double x) => 2 * x;

    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Function(nameof(F))] public partial Layer A { get; }
}

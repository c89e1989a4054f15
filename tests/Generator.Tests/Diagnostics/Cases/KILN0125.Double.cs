// KILN0125 at: nameof(F)
// A has the function F, but it does not take and return floats alone; use float for every parameter and the result
using Kiln;

[Network]
public sealed partial class Net
{
    private static double F(float x) => 2 * x;

    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Function(nameof(F))] public partial Layer A { get; }
}

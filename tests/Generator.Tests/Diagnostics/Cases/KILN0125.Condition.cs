// KILN0125 at: nameof(F)
// A has the function F, but it has 'x == 0', which the compiler cannot read; use + - * /, comparisons with ?:, numbers and constants of the class, and MathF.Exp, Log, Tanh, Sqrt, Abs, Max and Min
using Kiln;

[Network]
public sealed partial class Net
{
    private static float F(float x) => x == 0 ? 1 : x;

    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Function(nameof(F))] public partial Layer A { get; }
}

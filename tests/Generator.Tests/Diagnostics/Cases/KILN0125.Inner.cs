// KILN0125 at: nameof(F)
// A has the function F, but it calls 'MathF.Cos', which the compiler does not know; use + - * /, comparisons with ?:, numbers and constants of the class, and MathF.Exp, Log, Tanh, Sqrt, Abs, Max and Min
using System;
using Kiln;

[Network]
public sealed partial class Net
{
    private static float G(float x) => MathF.Cos(x);
    private static float F(float x) => G(x) * x;

    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Function(nameof(F))] public partial Layer A { get; }
}

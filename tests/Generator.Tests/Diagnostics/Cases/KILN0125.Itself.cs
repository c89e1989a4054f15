// KILN0125 at: nameof(F)
// A has the function F, but it calls itself; write it without
using Kiln;

[Network]
public sealed partial class Net
{
    private static float F(float x) => x > 1 ? x : F(2 * x);

    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Function(nameof(F))] public partial Layer A { get; }
}

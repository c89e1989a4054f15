// KILN0125 at: nameof(F)
// A has the function F, but it has no parameter; let it have one for each layer that it reads
using Kiln;

[Network]
public sealed partial class Net
{
    private static float F() => 2;

    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Function(nameof(F))] public partial Layer A { get; }
}

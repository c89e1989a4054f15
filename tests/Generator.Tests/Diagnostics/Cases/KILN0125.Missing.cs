// KILN0125 at: "F"
// A has the function F, but it is no method of Net; write one in Net, such as 'private static float Swish(float x) => x / (1 + MathF.Exp(-x));'
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Function("F")] public partial Layer A { get; }
}

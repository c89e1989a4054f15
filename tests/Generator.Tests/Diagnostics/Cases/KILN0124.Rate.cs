// KILN0124 at: Rate = 0.5
// B has the weights of A, but Rate is said there; remove Rate
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [BatchNorm(Rate = 0.5)] public partial BatchNormLayer A { get; }
    [BatchNorm(WeightsOf = nameof(A), Rate = 0.5)] public partial BatchNormLayer B { get; }
}

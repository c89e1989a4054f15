// KILN0313 at: StructuredHingeLoss
// Loss compares a class with the others, but Scores has 1 channel; give it 2 or more
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(8, 8, 1)] public partial ConvLayer Scores { get; }
    [StructuredHingeLoss] public partial LossLayer Loss { get; }
}

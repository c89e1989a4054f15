// KILN0302 at: BiasesDecayScale = double.NaN
// Conv1 has BiasesDecayScale = NaN, but it must be a finite number, 0 or more; use 1 to leave the decay as it is, or 0 for none
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4, BiasesDecayScale = double.NaN)] public partial ConvLayer Conv1 { get; }
}

// KILN0401 at: Targets = Targets.Cpu | Targets.Gpu
// Net has Targets.Gpu, but the project does not refer to Kiln.Gpu, which its kernels need; add the reference, or remove Targets
using Kiln;

[Network(Targets = Targets.Cpu | Targets.Gpu)]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 2)] public partial ConvLayer Scores { get; }
}

// KILN0212 at: Slope = 0.5
// Relu1 has Slope, but Relu reads no such argument; remove Slope, or use Kiln.Generator and Kiln.Runtime of one version
// beside: CS0436
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Relu(Slope = 0.5)] public partial Layer Relu1 { get; }
}

namespace Kiln
{
    public sealed class ReluAttribute : LayerAttribute
    {
        public double Slope { get; set; }
    }
}

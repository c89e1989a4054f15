// KILN0212 at: Mode = "same"
// Relu1 has Mode, but Relu reads no such argument; remove Mode, or use Kiln.Generator and Kiln.Runtime of one version
// beside: CS0436
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Relu(Mode = "same")] public partial Layer Relu1 { get; }
}

namespace Kiln
{
    public sealed class ReluAttribute : LayerAttribute
    {
        public string? Mode { get; set; }
    }
}

// KILN0212 at: Sort = typeof(int)
// Relu1 has Sort, but Relu reads no such argument; remove Sort, or use Kiln.Generator and Kiln.Runtime of one version
// beside: CS0436
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Relu(Sort = typeof(int))] public partial Layer Relu1 { get; }
}

namespace Kiln
{
    public sealed class ReluAttribute : LayerAttribute
    {
        public System.Type? Sort { get; set; }
    }
}

// KILN0212 at: "Image"
// Relu1 has inputs, but Relu reads no such argument; remove inputs, or use Kiln.Generator and Kiln.Runtime of one version
// beside: CS0436
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Relu("Image")] public partial Layer Relu1 { get; }
}

namespace Kiln
{
    public sealed class ReluAttribute(params string[] inputs) : LayerAttribute
    {
        public string[] Inputs { get; } = inputs;
    }
}

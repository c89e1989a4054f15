// KILN0105 at: Relu
// INamed.Relu1 is explicitly implemented for an interface, but a layer is a partial instance property with a getter alone; write 'public partial Layer Relu1 { get; }'
using Kiln;

public interface INamed
{
    Layer Relu1 { get; }
}

[Network]
public sealed partial class Net : INamed
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Relu] Layer INamed.Relu1 => null!;
}

// KILN0110 at: Input(8, 8, 1)
// Image is a layer, but Net is not a class that declares layers; move it to a class marked [Network]
using Kiln;

public struct Net
{
    [Input(8, 8, 1)] public Layer Image => null!;
}

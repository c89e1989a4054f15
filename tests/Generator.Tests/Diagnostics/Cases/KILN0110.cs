// KILN0110 at: Input(8, 8, 1)
// Image is a layer, but Net is not a class that declares layers; write [Network] above Net
using Kiln;

public sealed class Net
{
    [Input(8, 8, 1)] public Layer Image => null!;
}

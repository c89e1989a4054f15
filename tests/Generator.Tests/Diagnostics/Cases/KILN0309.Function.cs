// KILN0309 at: Function(nameof(F), nameof(Image), nameof(Pool1))
// A combines Image, which is 8×8×4, and Pool1, which is 4×4×4, but it takes maps of one shape; change the layers between, for example a stride or a pad
using Kiln;

[Network]
public sealed partial class Net
{
    private static float F(float x, float y) => x * y;

    [Input(8, 8, 4)] public partial Layer Image { get; }
    [MaxPool(2)] public partial Layer Pool1 { get; }
    [Function(nameof(F), nameof(Image), nameof(Pool1))] public partial Layer A { get; }
}

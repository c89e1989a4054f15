// KILN0309 at: Scale(nameof(Image), nameof(Pool1))
// Gated scales Image, which is 8×8×4, and Pool1, which is 4×4×4, but it takes maps of one shape, or others of one row, column or channel; change the layers between, for example a stride or a pad
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [MaxPool(2)] public partial Layer Pool1 { get; }
    [Scale(nameof(Image), nameof(Pool1))] public partial Layer Gated { get; }
}

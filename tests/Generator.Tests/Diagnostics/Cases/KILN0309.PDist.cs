// KILN0309 at: PDist(nameof(Image), nameof(Pool1))
// Apart compares Image, which is 8×8×4, and Pool1, which is 4×4×4, but it takes maps of one shape, or the second of one pixel; change the layers between, for example a stride or a pad
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [MaxPool(2)] public partial Layer Pool1 { get; }
    [PDist(nameof(Image), nameof(Pool1))] public partial Layer Apart { get; }
}

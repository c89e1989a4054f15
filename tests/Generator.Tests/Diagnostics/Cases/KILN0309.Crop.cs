// KILN0309 at: Crop(nameof(Image), nameof(Up))
// Inner crops Image, which is 8×8×4, and Up, which is 10×10×2, but it takes maps of which the second is no larger; change the layers between, for example a stride or a pad
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [ConvTranspose(3, 3, 2)] public partial ConvLayer Up { get; }
    [Crop(nameof(Image), nameof(Up))] public partial Layer Inner { get; }
}

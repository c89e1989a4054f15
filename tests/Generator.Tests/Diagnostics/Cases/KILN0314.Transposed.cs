// KILN0314 at: ConvTranspose(3, 3, 2, Crop = 5)
// Up cuts 10 rows of its map of 10 rows, which is made of 8×8×4, so nothing is left; cut less
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [ConvTranspose(3, 3, 2, Crop = 5)] public partial ConvLayer Up { get; }
}

// KILN0314 at: Crop(Top = 3, Bottom = 5)
// Inner cuts 8 rows of Image, which is 8×8×4, so nothing is left; cut less
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Crop(Top = 3, Bottom = 5)] public partial Layer Inner { get; }
}

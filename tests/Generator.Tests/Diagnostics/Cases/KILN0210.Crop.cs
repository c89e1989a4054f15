// KILN0210 at: Crop(nameof(Image))
// Inner names 1 input, but Crop takes 2 layers; name them as in [Crop(nameof(First), nameof(Second))]
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Crop(nameof(Image))] public partial Layer Inner { get; }
}

// KILN0210 at: Scale(nameof(Image), nameof(Image), nameof(Image), nameof(Image))
// Much names 4 inputs, but Scale takes from 2 to 3 layers; name them as in [Scale(nameof(First), nameof(Second))]
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Scale(nameof(Image), nameof(Image), nameof(Image), nameof(Image))] public partial Layer Much { get; }
}

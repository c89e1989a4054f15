// KILN0309 at: PDist(nameof(Image), nameof(Image), nameof(Image))
// Apart compares Image, which is 8×8×4, and Image, which is 8×8×4, but it takes maps with weights of one channel; change the layers between, for example a stride or a pad
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [PDist(nameof(Image), nameof(Image), nameof(Image))] public partial Layer Apart { get; }
}

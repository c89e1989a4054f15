// KILN0302 at: Along = Axes.Images
// Both has Along = 8, but it must be Axes.Channels, Axes.Rows or Axes.Columns; use one of these
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 4)] public partial Layer Image { get; }
    [Concat(nameof(Image), nameof(Image), Along = Axes.Images)] public partial Layer Both { get; }
}

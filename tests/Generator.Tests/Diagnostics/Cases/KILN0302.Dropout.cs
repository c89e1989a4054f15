// KILN0302 at: 1
// Drop1 has Rate = 1, but it must be from 0 to below 1; use 0.5
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Dropout(1)] public partial Layer Drop1 { get; }
}

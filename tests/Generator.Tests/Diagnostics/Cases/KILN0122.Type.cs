// KILN0122 at: Size
// Rate is marked [Size], but a size is a constant of type int in a [Block] class; write '[Size] private const int Rate = 1;' in a block
using Kiln;

[Block]
public sealed partial class Part
{
    [Size] private const double Rate = 0.5;

    [Input] public partial Layer X { get; }
    [Dropout(Rate)] public partial Layer Drop { get; }
}

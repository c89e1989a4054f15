// KILN0122 at: Size
// Filters is marked [Size], but a size is a constant of type int in a [Block] class; write '[Size] private const int Filters = 1;' in a block
using Kiln;

public static class Sizes
{
    [Size] public const int Filters = 4;
}

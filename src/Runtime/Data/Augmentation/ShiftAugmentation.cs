using System.Globalization;
using Kiln.Numerics;

namespace Kiln.Data;

/// <summary>Moves each image by whole pixels; its border is repeated where nothing is left.</summary>
internal sealed class ShiftAugmentation(IImageSource source, int rows, int columns)
    : WindowAugmentation(
        source, source.Shape.Height, source.Shape.Width, "a shift", string.Create(CultureInfo.InvariantCulture, $"shift ±{columns} across, ±{rows} down"))
{
    protected override ImageWindow Choose(SeededRandom random)
    {
        int down = random.Next((2 * rows) + 1) - rows, across = random.Next((2 * columns) + 1) - columns;
        return new ImageWindow(down, across, Shape.Height, Shape.Width);
    }
}

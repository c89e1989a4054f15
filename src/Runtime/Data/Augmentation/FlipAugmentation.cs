using System.Globalization;
using Kiln.Numerics;

namespace Kiln.Data;

/// <summary>Mirrors some of the images, left for right.</summary>
internal sealed class FlipAugmentation(IImageSource source, double probability)
    : ImageAugmentation(source, string.Create(CultureInfo.InvariantCulture, $"flip {probability}"))
{
    protected override void Change(SeededRandom random, Span<float> input, Span<int> labels, Span<float> targets)
    {
        if (random.NextDouble() >= probability)
            return;

        Mirror(input, Shape);
        Mirror(labels, LabelShape);
        Mirror(targets, TargetShape);
    }

    private static void Mirror<T>(Span<T> map, Shape shape)
    {
        int row = shape.Width * shape.Channels;
        for (Span<T> rest = map; !rest.IsEmpty; rest = rest[row..])
        {
            // Backwards as a whole turns every pixel's channels around too; those are turned back.
            rest[..row].Reverse();
            for (int x = 0; x < row; x += shape.Channels)
                rest.Slice(x, shape.Channels).Reverse();
        }
    }
}

using System.Buffers;
using Kiln.Numerics;

namespace Kiln.Data;

/// <summary>Shows a part of each image, brought to the extents of the result, and of its label map and target map the same part.</summary>
/// <param name="source">Where the images come from.</param>
/// <param name="height">Rows of the result.</param>
/// <param name="width">Columns of the result.</param>
/// <param name="name">What it does, for messages.</param>
/// <param name="description">What it does with all numbers that decide it.</param>
internal abstract class WindowAugmentation(IImageSource source, int height, int width, string name, string description) : ImageAugmentation(source, description)
{
    public override Shape Shape { get; } = source.Shape with { Height = Positive(height, nameof(height)), Width = Positive(width, nameof(width)) };

    public override Shape LabelShape { get; } = Part(source.LabelShape, source, height, width, name, "labels");

    public override Shape TargetShape { get; } = Part(source.TargetShape, source, height, width, name, "targets");

    /// <summary>The part that is shown.</summary>
    protected abstract ImageWindow Choose(SeededRandom random);

    private protected override void ReadChanged(int image, SeededRandom random, Span<float> input, Span<int> labels, Span<float> targets)
    {
        ImageWindow window = Choose(random);
        Shape pixels = Source.Shape, places = Source.LabelShape, numbers = targets.IsEmpty ? default : Source.TargetShape;
        float[] wholeInput = ArrayPool<float>.Shared.Rent(pixels.Count), wholeTargets = ArrayPool<float>.Shared.Rent(numbers.Count);
        int[] wholeLabels = ArrayPool<int>.Shared.Rent(places.Count);
        try
        {
            Span<float> from = wholeInput.AsSpan(0, pixels.Count), predicted = wholeTargets.AsSpan(0, numbers.Count);
            Span<int> classes = wholeLabels.AsSpan(0, places.Count);
            Source.Read(image, random, from, classes, predicted);
            ImageResampling.Resample(from, pixels, window, input, Shape);
            if (!labels.IsEmpty)
                ImageResampling.Nearest<int>(classes, places, window.On(pixels, places), labels, LabelShape);
            if (!targets.IsEmpty)
                ImageResampling.Nearest<float>(predicted, numbers, window.On(pixels, numbers), targets, TargetShape);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(wholeInput);
            ArrayPool<float>.Shared.Return(wholeTargets);
            ArrayPool<int>.Shared.Return(wholeLabels);
        }
    }

    /// <summary>Not called: the image is not changed in place.</summary>
    protected sealed override void Change(SeededRandom random, Span<float> input, Span<int> labels, Span<float> targets) => throw new NotSupportedException();

    /// <summary>A map keeps its scale: half as many rows as the image before, half as many after.</summary>
    private static Shape Part(Shape map, IImageSource source, int height, int width, string name, string what)
    {
        RequirePlaces(source, name);
        if (map is { Height: <= 1, Width: <= 1 })
            return map;

        Shape image = source.Shape;
        long rows = (long)map.Height * height, columns = (long)map.Width * width;
        return rows % image.Height == 0 && columns % image.Width == 0
            ? map with { Height = (int)(rows / image.Height), Width = (int)(columns / image.Width) }
            : throw new ArgumentException($"{name} to {height}×{width} cuts a map of {map.Height}×{map.Width} {what} on images of {image.Height}×{image.Width} within a label; use extents that keep whole ones", nameof(height));
    }

    private static int Positive(int value, string parameter)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, parameter);
        return value;
    }
}

using Kiln.Numerics;

namespace Kiln.Data;

/// <summary>Lets images pass whose numbers are all finite.</summary>
internal sealed class FiniteCheck(IImageSource source) : ImageAugmentation(source, description: null)
{
    private protected override void ReadChanged(int image, SeededRandom random, Span<float> input, Span<int> labels, Span<float> targets)
    {
        Source.Read(image, random, input, labels, targets);
        if ((Require.NotFinite(input, Shape, image, "the source") ?? Require.NotFinite(targets, TargetShape, image, "the target")) is { } message)
            throw new InvalidDataException(message);
    }

    /// <summary>Not called: nothing is changed.</summary>
    protected override void Change(SeededRandom random, Span<float> input, Span<int> labels, Span<float> targets) => throw new NotSupportedException();
}

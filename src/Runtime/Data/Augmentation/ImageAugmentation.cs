using Kiln.Numerics;

namespace Kiln.Data;

/// <summary>A source that changes the images of another at random, and their labels and targets with them. Derive from it for a change of your own:
/// <see cref="Change"/> is all it needs.</summary>
/// <remarks>Draw every random number from the generator that is given: then the same seed, epoch and image give the same bits, whoever asks and when.</remarks>
public abstract class ImageAugmentation : IImageSource
{
    private readonly string? description;

    /// <summary>Wraps a source.</summary>
    /// <param name="source">Where the images come from.</param>
    /// <param name="description">What is done to them, with all numbers that decide it, in the invariant culture: part of <see cref="Fingerprint"/>. Null where
    /// nothing is changed.</param>
    protected ImageAugmentation(IImageSource source, string? description)
    {
        ArgumentNullException.ThrowIfNull(source);
        Source = source;
        this.description = description;
    }

    /// <inheritdoc/>
    public int Count => Source.Count;

    /// <inheritdoc/>
    public virtual Shape Shape => Source.Shape;

    /// <inheritdoc/>
    public int LabelsPerImage => LabelShape.Count;

    /// <inheritdoc/>
    public virtual Shape LabelShape => Source.LabelShape;

    /// <inheritdoc/>
    public virtual Shape TargetShape => Source.TargetShape;

    /// <inheritdoc/>
    public ImageNormalization Normalization => Source.Normalization;

    /// <inheritdoc/>
    public string Fingerprint => description is null ? Source.Fingerprint : $"{Source.Fingerprint}, {description}";

    /// <summary>Where the images come from.</summary>
    protected IImageSource Source { get; }

    /// <inheritdoc/>
    public void Read(int image, SeededRandom random, Span<float> input, Span<int> labels) => Read(image, random, input, labels, default);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no such image, or a length does not fit.</exception>
    public void Read(int image, SeededRandom random, Span<float> input, Span<int> labels, Span<float> targets)
    {
        ArgumentNullException.ThrowIfNull(random);
        Require.Map(input.Length, Shape, "an image", nameof(input));
        Require.Length(labels.Length, LabelsPerImage, "the labels of an image", nameof(labels));
        if (!targets.IsEmpty)
            Require.Map(targets.Length, TargetShape, "a target", nameof(targets));

        ReadChanged(image, random, input, labels, targets);
    }

    /// <summary>Reads an image of the source and changes it, where the source's has the same extents.</summary>
    /// <param name="image">Which image.</param>
    /// <param name="random">For this image in this epoch.</param>
    /// <param name="input"><c>Shape.Count</c> floats.</param>
    /// <param name="labels"><see cref="LabelsPerImage"/> labels.</param>
    /// <param name="targets"><c>TargetShape.Count</c> floats, or none where they are not asked for.</param>
    private protected virtual void ReadChanged(int image, SeededRandom random, Span<float> input, Span<int> labels, Span<float> targets)
    {
        Source.Read(image, random, input, labels, targets);
        Change(random, input, labels, targets);
    }

    /// <summary>Changes an image in place. Allocates nothing; several threads may call it at once.</summary>
    /// <param name="random">For this image in this epoch.</param>
    /// <param name="input">The image as the network reads it, normalized: rows, columns, channels, channels innermost.</param>
    /// <param name="labels">Its labels.</param>
    /// <param name="targets">Its targets; empty where they are not asked for.</param>
    protected abstract void Change(SeededRandom random, Span<float> input, Span<int> labels, Span<float> targets);

    /// <summary>A change of places moves the labels too, and so must know where they are.</summary>
    /// <exception cref="ArgumentException">The source has several labels an image, but not the extents of their map.</exception>
    internal static void RequirePlaces(IImageSource source, string change)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.LabelShape is { Height: 1, Width: 1, Channels: > 1 } unknown)
        {
            throw new ArgumentException(
                $"{change} moves labels with the image, but the places of its {unknown.Channels} labels are not known; set LabelShape to the rows and columns of the label map", nameof(source));
        }
    }
}

using Kiln.Numerics;

namespace Kiln.Data;

/// <summary>Labelled images to train or validate on.</summary>
/// <remarks>
/// A trainer reads images on a thread of its own, beside the training. Every random choice about an image must come from the generator
/// that <see cref="Read(int, SeededRandom, Span{float}, Span{int})"/> is given: it depends on the seed, the epoch and the image alone, so that neither the number of threads nor
/// an interruption changes what the network sees. Sources wrap each other: <see cref="Augmentations"/> has the ones that change images at random.
/// A source of images with one class each needs only the members without a body.
/// </remarks>
public interface IImageSource
{
    /// <summary>How many images there are; at least 1.</summary>
    int Count { get; }

    /// <summary>The extents of every image; for a network with several inputs 1 × 1 × the floats of all of them, one input's map after the other.</summary>
    Shape Shape { get; }

    /// <summary>1, or one for every pixel of the network's score map; 0 where images have targets instead.</summary>
    int LabelsPerImage { get; }

    /// <summary>The extents of an image's labels: rows and columns of a label map, which covers the image evenly and so is flipped and cut with it. 1×1×1 for one
    /// label; unless a source says otherwise, one label a pixel are a map, and any other number has no known place.</summary>
    Shape LabelShape => PlacesOf(LabelsPerImage, Shape);

    /// <summary>The extents of the numbers that a network is to predict for an image: 1×1×K for K numbers, or a map that covers the image evenly and is flipped and
    /// cut with it. No floats where images have labels.</summary>
    Shape TargetShape => default;

    /// <summary>How the pixels became the input; a checkpoint keeps it with the weights.</summary>
    ImageNormalization Normalization { get; }

    /// <summary>One line that differs if the images or what is done to them differ: a training resumes only on the same line.</summary>
    string Fingerprint { get; }

    /// <summary>Writes one image as the network reads it, and its labels. Allocates nothing.</summary>
    /// <param name="image">From 0 to below <see cref="Count"/>.</param>
    /// <param name="random">At the start of the sequence of this seed, epoch and image; for this call only.</param>
    /// <param name="input">Rows, columns, channels, channels innermost: <c>Shape.Count</c> floats.</param>
    /// <param name="labels">As many as <see cref="LabelsPerImage"/>: classes from 0, −1 for none.</param>
    void Read(int image, SeededRandom random, Span<float> input, Span<int> labels);

    /// <summary>The same with the targets. A source without any has nothing to add.</summary>
    /// <param name="image">From 0 to below <see cref="Count"/>.</param>
    /// <param name="random">At the start of the sequence of this seed, epoch and image; for this call only.</param>
    /// <param name="input">Rows, columns, channels, channels innermost: <c>Shape.Count</c> floats.</param>
    /// <param name="labels">As many as <see cref="LabelsPerImage"/>: classes from 0, −1 for none.</param>
    /// <param name="targets">Empty, or <c>TargetShape.Count</c> floats, channels innermost.</param>
    void Read(int image, SeededRandom random, Span<float> input, Span<int> labels, Span<float> targets) => Read(image, random, input, labels);

    /// <summary>Where labels are of which only the number is known.</summary>
    internal static Shape PlacesOf(int labels, Shape image) =>
        labels == (long)image.Height * image.Width ? new Shape(image.Height, image.Width, 1) : new Shape(1, 1, labels);
}

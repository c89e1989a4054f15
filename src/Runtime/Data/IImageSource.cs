using Kiln.Numerics;

namespace Kiln.Data;

/// <summary>Labelled images to train or validate on.</summary>
/// <remarks>
/// A trainer reads images on a thread of its own, beside the training. Every random choice about an image must come from the generator
/// that <see cref="Read"/> is given: it depends on the seed, the epoch and the image alone, so that neither the number of threads nor
/// an interruption changes what the network sees.
/// </remarks>
public interface IImageSource
{
    /// <summary>How many images there are; at least 1.</summary>
    int Count { get; }

    /// <summary>The extents of every image; for a network with several inputs 1 × 1 × the floats of all of them, one input's map after the other.</summary>
    Shape Shape { get; }

    /// <summary>1, or one for every pixel of the network's score map.</summary>
    int LabelsPerImage { get; }

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
}

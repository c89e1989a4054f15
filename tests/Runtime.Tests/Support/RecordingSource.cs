using Kiln.Data;
using Kiln.Numerics;

namespace Kiln.Tests;

/// <summary>Notes which images are read, and may fail.</summary>
internal sealed class RecordingSource(ImageSet images) : IImageSource
{
    public List<int> Seen { get; } = [];

    public int FailAfter { get; init; } = int.MaxValue;

    public int Count => images.Count;

    public Shape Shape => images.Shape;

    public int LabelsPerImage => images.LabelsPerImage;

    public ImageNormalization Normalization => images.Normalization;

    public string Fingerprint => images.Fingerprint;

    public void Read(int image, SeededRandom random, Span<float> input, Span<int> labels)
    {
        if (Seen.Count == FailAfter)
            throw new InvalidDataException("unreadable");
        Seen.Add(image);
        images.Read(image, random, input, labels);
    }
}

using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Kiln.Numerics;

namespace Kiln.Data;

/// <summary>Some images of a source: what one folder has to train on, and what it has to measure.</summary>
/// <example><code>
/// (int[] train, int[] validate) = ImageSelection.Split(pictures.Labels, share: 0.2, seed: 1);
/// trainer.Run(new ImageSelection(pictures, train), new ImageSelection(pictures, validate));
/// </code></example>
public sealed class ImageSelection : IImageSource
{
    private readonly IImageSource source;
    private readonly int[] images;

    /// <summary>Selects images.</summary>
    /// <param name="source">Where they come from.</param>
    /// <param name="images">Their numbers there, in the order in which they are counted here; at least one.</param>
    /// <exception cref="ArgumentException">There is none, or a number is none of the source's.</exception>
    public ImageSelection(IImageSource source, ReadOnlySpan<int> images)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (images.IsEmpty)
            throw new ArgumentException("no image is selected", nameof(images));
        foreach (int image in images)
        {
            if ((uint)image >= (uint)source.Count)
                throw new ArgumentException($"image {image} is selected, but images run from 0 to {source.Count - 1}", nameof(images));
        }

        this.source = source;
        this.images = images.ToArray();
    }

    /// <inheritdoc/>
    public int Count => images.Length;

    /// <inheritdoc/>
    public Shape Shape => source.Shape;

    /// <inheritdoc/>
    public int LabelsPerImage => source.LabelsPerImage;

    /// <inheritdoc/>
    public Shape LabelShape => source.LabelShape;

    /// <inheritdoc/>
    public Shape TargetShape => source.TargetShape;

    /// <inheritdoc/>
    public ImageNormalization Normalization => source.Normalization;

    /// <inheritdoc/>
    public string Fingerprint => string.Create(
        CultureInfo.InvariantCulture, $"{Count} of {source.Fingerprint}, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(images.AsSpan())).AsSpan(0, 8))}");

    /// <summary>The numbers of the images in the source.</summary>
    public ReadOnlySpan<int> Images => images;

    /// <summary>Divides images at random into two parts, each class by itself.</summary>
    /// <param name="classes">The class of each image.</param>
    /// <param name="share">What share of each class goes into the second part: 0 or more, below 1. It is rounded, but of a class with two images or more at least one goes into each part where
    /// the share is not 0; of one image none goes into the second.</param>
    /// <param name="seed">The same seed gives the same parts.</param>
    /// <returns>The numbers of the images of each part, rising.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of range.</exception>
    public static (int[] First, int[] Second) Split(ReadOnlySpan<int> classes, double share, int seed)
    {
        if (share is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "the share must be 0 or more and below 1");

        bool[] isSecond = new bool[classes.Length];
        Dictionary<int, List<int>> members = [];
        for (int image = 0; image < classes.Length; image++)
        {
            if (!members.TryGetValue(classes[image], out List<int>? own))
                members[classes[image]] = own = [];
            own.Add(image);
        }

        foreach ((int label, List<int> own) in members)
        {
            new SeededRandom(seed, label).Shuffle(CollectionsMarshal.AsSpan(own));
            int count = share == 0 || own.Count == 1 ? 0 : Math.Clamp((int)Math.Round(share * own.Count), 1, own.Count - 1);
            foreach (int image in own.Take(count))
                isSecond[image] = true;
        }

        int[] all = [.. Enumerable.Range(0, classes.Length)];
        return ([.. all.Where(image => !isSecond[image])], [.. all.Where(image => isSecond[image])]);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no such image, or a length does not fit.</exception>
    public void Read(int image, SeededRandom random, Span<float> input, Span<int> labels) => source.Read(NumberOf(image), random, input, labels);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no such image, or a length does not fit.</exception>
    public void Read(int image, SeededRandom random, Span<float> input, Span<int> labels, Span<float> targets) => source.Read(NumberOf(image), random, input, labels, targets);

    private int NumberOf(int image) => (uint)image < (uint)images.Length
        ? images[image]
        : throw new ArgumentOutOfRangeException(nameof(image), image, $"images run from 0 to {Count - 1}");
}

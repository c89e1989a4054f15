using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Kiln.Numerics;

namespace Kiln.Data;

/// <summary>Labelled images in memory. The pixels are shared with the caller, not copied, and must not change.</summary>
/// <example>
/// <code>
/// ImageSet train = new(new Shape(32, 32, 1), trainPixels, trainLabels);
/// ImageSet validation = new(new Shape(32, 32, 1), validationPixels, validationLabels);
/// ImageNormalization letters = new(ImageSet.MeanPixel(train, validation), scale: 256);
/// trainer.Run(train.Normalize(letters), validation.Normalize(letters));
/// </code>
/// </example>
public sealed class ImageSet : IImageSource
{
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly ReadOnlyMemory<float> floats;
    private readonly ReadOnlyMemory<int> labels;
    private readonly ReadOnlyMemory<float> targets;
    private readonly float[] inputOfByte = [];
    private string? fingerprint;

    /// <summary>Images of bytes, 255 standing for 1.</summary>
    /// <param name="shape">The extents of every image.</param>
    /// <param name="pixels">Image after image: rows, columns, channels, channels innermost.</param>
    /// <param name="labels">Classes from 0, −1 for none: one an image, or the same number for every image.</param>
    /// <param name="normalization">How pixels become the network's input; null for <see cref="ImageNormalization.Identity"/>.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    public ImageSet(Shape shape, ReadOnlyMemory<byte> pixels, ReadOnlyMemory<int> labels, ImageNormalization? normalization = null)
        : this(shape, pixels.Length, labels, normalization)
    {
        bytes = pixels;
        inputOfByte = InputOfBytes();
    }

    /// <summary>Images of floats in [0, 1].</summary>
    /// <param name="shape">The extents of every image.</param>
    /// <param name="pixels">Image after image: rows, columns, channels, channels innermost.</param>
    /// <param name="labels">Classes from 0, −1 for none: one an image, or the same number for every image.</param>
    /// <param name="normalization">How pixels become the network's input; null for <see cref="ImageNormalization.Identity"/>.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    public ImageSet(Shape shape, ReadOnlyMemory<float> pixels, ReadOnlyMemory<int> labels, ImageNormalization? normalization = null)
        : this(shape, pixels.Length, labels, normalization) => floats = pixels;

    /// <summary>Images of bytes, 255 standing for 1, each with numbers to predict.</summary>
    /// <param name="shape">The extents of every image.</param>
    /// <param name="pixels">Image after image: rows, columns, channels, channels innermost.</param>
    /// <param name="targetShape">1×1×K for K numbers an image, or the extents of a map of them that covers the image evenly.</param>
    /// <param name="targets">Image after image, channels innermost.</param>
    /// <param name="normalization">How pixels become the network's input; null for <see cref="ImageNormalization.Identity"/>.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    public ImageSet(Shape shape, ReadOnlyMemory<byte> pixels, Shape targetShape, ReadOnlyMemory<float> targets, ImageNormalization? normalization = null)
        : this(shape, pixels.Length, targetShape, targets, normalization)
    {
        bytes = pixels;
        inputOfByte = InputOfBytes();
    }

    /// <summary>Images of floats in [0, 1], each with numbers to predict.</summary>
    /// <param name="shape">The extents of every image.</param>
    /// <param name="pixels">Image after image: rows, columns, channels, channels innermost.</param>
    /// <param name="targetShape">1×1×K for K numbers an image, or the extents of a map of them that covers the image evenly.</param>
    /// <param name="targets">Image after image, channels innermost.</param>
    /// <param name="normalization">How pixels become the network's input; null for <see cref="ImageNormalization.Identity"/>.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    public ImageSet(Shape shape, ReadOnlyMemory<float> pixels, Shape targetShape, ReadOnlyMemory<float> targets, ImageNormalization? normalization = null)
        : this(shape, pixels.Length, targetShape, targets, normalization) => floats = pixels;

    private ImageSet(Shape shape, int pixels, ReadOnlyMemory<int> labels, ImageNormalization? normalization)
        : this(shape, pixels, normalization)
    {
        if (labels.Length == 0 || labels.Length % Count != 0)
            throw new ArgumentException($"{Count} images need {Count} labels or a multiple of it, but {labels.Length} were given", nameof(labels));

        this.labels = labels;
        LabelsPerImage = labels.Length / Count;
        LabelShape = IImageSource.PlacesOf(LabelsPerImage, shape);
    }

    private ImageSet(Shape shape, int pixels, Shape targetShape, ReadOnlyMemory<float> targets, ImageNormalization? normalization)
        : this(shape, pixels, normalization)
    {
        if (targetShape.Height < 1 || targetShape.Width < 1 || targetShape.Channels < 1 || targetShape.Values * Count != targets.Length)
            throw new ArgumentException($"{Count} images with targets of {targetShape} need {targetShape.Values * Count} of them, but {targets.Length} were given", nameof(targets));

        this.targets = targets;
        TargetShape = targetShape;
    }

    private ImageSet(Shape shape, int pixels, ImageNormalization? normalization)
    {
        if (shape.Height < 1 || shape.Width < 1 || shape.Channels < 1)
            throw new ArgumentException($"images of {shape} hold no pixel", nameof(shape));
        if (pixels == 0 || shape.Values > pixels || pixels % shape.Count != 0)
            throw new ArgumentException($"images of {shape} take {shape.Values} pixels each, but {pixels} pixels were given, which is not a whole number of images", nameof(pixels));

        Shape = shape;
        Count = pixels / shape.Count;
        Normalization = normalization ?? ImageNormalization.Identity;
    }

    private ImageSet(ImageSet images, ImageNormalization normalization)
    {
        (Shape, Count, LabelsPerImage, TargetShape) = (images.Shape, images.Count, images.LabelsPerImage, images.TargetShape);
        (bytes, floats, labels, targets) = (images.bytes, images.floats, images.labels, images.targets);
        Normalization = normalization;
        if (LabelsPerImage != 0)
            LabelShape = images.LabelShape;
        if (images.HoldsBytes)
            inputOfByte = InputOfBytes();
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public Shape Shape { get; }

    /// <inheritdoc/>
    public int LabelsPerImage { get; }

    /// <summary>The extents of an image's labels: as the image where there is one a pixel. Set it where a network's score map, and so the label map, is smaller
    /// than the image, so that the map can be flipped and cut with it.</summary>
    /// <exception cref="ArgumentException">It does not hold <see cref="LabelsPerImage"/> labels.</exception>
    public Shape LabelShape
    {
        get;
        init
        {
            if (value.Height < 1 || value.Width < 1 || value.Values != LabelsPerImage)
                throw new ArgumentException($"a label map of {value} has {value.Values} labels, but the images have {LabelsPerImage} each", nameof(value));
            field = value;
        }
    }

    /// <inheritdoc/>
    public Shape TargetShape { get; }

    /// <inheritdoc/>
    public ImageNormalization Normalization { get; }

    /// <summary>The labels of all images, <see cref="LabelsPerImage"/> after each other for every image.</summary>
    public ReadOnlySpan<int> Labels => labels.Span;

    /// <inheritdoc/>
    public string Fingerprint => fingerprint ??= string.Create(
        CultureInfo.InvariantCulture, $"{Count} images of {Shape}, mean {Normalization.Mean}, scale {Normalization.Scale}, SHA-256 {Hash()}");

    /// <summary>The targets of all images, <c>TargetShape.Count</c> after each other for every image.</summary>
    public ReadOnlySpan<float> Targets => targets.Span;

    /// <summary>Whether its pixels are bytes.</summary>
    internal bool HoldsBytes => inputOfByte.Length != 0;

    /// <summary>The pixels of a set of bytes.</summary>
    internal ReadOnlySpan<byte> Bytes => bytes.Span;

    /// <summary>What each byte stands for.</summary>
    internal ReadOnlySpan<float> InputOfByte => inputOfByte;

    /// <summary>The mean of all pixels of all images of some sets, in the units of [0, 1] and before any normalization.</summary>
    /// <param name="sets">At least one; the practical takes the training and the validation set together.</param>
    /// <exception cref="ArgumentException">No set was given.</exception>
    public static float MeanPixel(params ReadOnlySpan<ImageSet> sets)
    {
        if (sets.IsEmpty)
            throw new ArgumentException("the mean of no image set was asked for", nameof(sets));

        double sum = 0;
        long count = 0;
        foreach (ImageSet set in sets)
        {
            sum += set.SumOfPixels();
            count += (long)set.Count * set.Shape.Count;
        }

        return (float)(sum / count);
    }

    /// <summary>The same images, made into the network's input another way. The pixels are shared.</summary>
    /// <param name="normalization">How pixels become the network's input.</param>
    public ImageSet Normalize(ImageNormalization normalization)
    {
        ArgumentNullException.ThrowIfNull(normalization);
        return new ImageSet(this, normalization);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no such image, or a length does not fit.</exception>
    public void Read(int image, SeededRandom random, Span<float> input, Span<int> labels)
    {
        Check(image, input.Length, labels.Length);
        CopyRun(image, 0, input);
        CopyLabels(image, labels);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no such image, or a length does not fit.</exception>
    public void Read(int image, SeededRandom random, Span<float> input, Span<int> labels, Span<float> targets)
    {
        Read(image, random, input, labels);
        if (targets.IsEmpty)
            return;

        Require.Map(targets.Length, TargetShape, "a target", nameof(targets));
        this.targets.Span.Slice(image * targets.Length, targets.Length).CopyTo(targets);
    }

    internal void Check(int image, int inputLength, int labelsLength)
    {
        if ((uint)image >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(image), image, $"images run from 0 to {Count - 1}");
        Require.Map(inputLength, Shape, "an image", "input");
        Require.Length(labelsLength, LabelsPerImage, "the labels of an image", "labels");
    }

    internal void CopyLabels(int image, Span<int> destination) => labels.Span.Slice(image * LabelsPerImage, LabelsPerImage).CopyTo(destination);

    /// <summary>Writes a run of an image's values, normalized, that starts <paramref name="from"/> values into the image.</summary>
    internal void CopyRun(int image, int from, Span<float> destination)
    {
        int start = (image * Shape.Count) + from;
        if (HoldsBytes)
        {
            ReadOnlySpan<byte> run = bytes.Span.Slice(start, destination.Length);
            for (int i = 0; i < run.Length; i++)
                destination[i] = inputOfByte[run[i]];
        }
        else
        {
            Normalization.Apply(floats.Span.Slice(start, destination.Length), destination);
        }
    }

    /// <summary>Puts a run of an image's values, normalized, where they are lower than what is there.</summary>
    internal void DarkenRun(int image, int from, Span<float> destination)
    {
        int start = (image * Shape.Count) + from;
        if (HoldsBytes)
        {
            ReadOnlySpan<byte> run = bytes.Span.Slice(start, destination.Length);
            for (int i = 0; i < run.Length; i++)
                destination[i] = MathF.Min(destination[i], inputOfByte[run[i]]);
        }
        else
        {
            ReadOnlySpan<float> run = floats.Span.Slice(start, destination.Length);
            for (int i = 0; i < run.Length; i++)
                destination[i] = MathF.Min(destination[i], Normalization.Apply(run[i]));
        }
    }

    private float[] InputOfBytes() => [.. Enumerable.Range(0, 256).Select(value => Normalization.Apply((byte)value))];

    private double SumOfPixels()
    {
        if (!HoldsBytes)
        {
            double sum = 0;
            foreach (float pixel in floats.Span)
                sum += pixel;
            return sum;
        }

        long total = 0;
        foreach (byte pixel in bytes.Span)
            total += pixel;
        return total / 255.0;
    }

    private string Hash()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(HoldsBytes ? bytes.Span : MemoryMarshal.AsBytes(floats.Span));
        hash.AppendData(MemoryMarshal.AsBytes(labels.Span));
        hash.AppendData(MemoryMarshal.AsBytes(targets.Span));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }
}

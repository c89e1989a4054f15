using System.Globalization;
using Kiln.Numerics;

namespace Kiln.Data;

/// <summary>A training set of letters seen as in running text: every letter between two others, moved a little.</summary>
/// <remarks>
/// For each image of each epoch two letters of the same set are drawn and put half an image to the left and to the right; where letters
/// overlap the darker pixel wins. The whole is then moved by whole pixels, uniform in ±<see cref="JitterOptions.ShiftX"/> and
/// ±<see cref="JitterOptions.ShiftY"/>; rows beyond the border repeat the border row. Give it the training set: neighbours come from
/// nowhere else. docs/jitter.md compares it with the practical's getBatchWithJitter.
/// </remarks>
public sealed class LetterJitter : IImageSource
{
    private readonly ImageSet letters;
    private readonly JitterOptions options;

    /// <summary>Jitters a training set.</summary>
    /// <param name="letters">The letters and their neighbours; dark ink on light paper, an even number of columns.</param>
    /// <param name="options">How far letters move; null for the practical's ±5 and ±2 pixels.</param>
    /// <exception cref="ArgumentException">The width is odd, or letters have not one label each.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A shift is negative, or farther than half the width.</exception>
    public LetterJitter(ImageSet letters, JitterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(letters);
        options ??= new JitterOptions();
        if (letters.Shape.Width % 2 != 0)
            throw new ArgumentException($"neighbours are put half an image apart, but images of {letters.Shape} have an odd width", nameof(letters));
        if (letters.LabelsPerImage != 1)
            throw new ArgumentException($"a letter has one label, but the images have {letters.LabelsPerImage} each", nameof(letters));
        ArgumentOutOfRangeException.ThrowIfNegative(options.ShiftX, nameof(options.ShiftX));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.ShiftX, letters.Shape.Width / 2, nameof(options.ShiftX));
        ArgumentOutOfRangeException.ThrowIfNegative(options.ShiftY, nameof(options.ShiftY));
        this.letters = letters;
        this.options = options;
    }

    /// <inheritdoc/>
    public int Count => letters.Count;

    /// <inheritdoc/>
    public Shape Shape => letters.Shape;

    /// <inheritdoc/>
    public int LabelsPerImage => letters.LabelsPerImage;

    /// <inheritdoc/>
    public ImageNormalization Normalization => letters.Normalization;

    /// <inheritdoc/>
    public string Fingerprint => string.Create(
        CultureInfo.InvariantCulture, $"{letters.Fingerprint}, jitter ±{options.ShiftX} across, ±{options.ShiftY} down");

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no such image, or a length does not fit.</exception>
    public void Read(int image, SeededRandom random, Span<float> input, Span<int> labels)
    {
        ArgumentNullException.ThrowIfNull(random);
        letters.Check(image, input.Length, labels.Length);
        (int left, int right, int dx, int dy) = Choose(random);
        Compose(image, left, right, dx, dy, input);
        letters.CopyLabels(image, labels);
    }

    /// <summary>The letters that are jittered.</summary>
    internal ImageSet Letters => letters;

    /// <summary>The neighbours of an image and how far it is moved.</summary>
    internal (int Left, int Right, int Dx, int Dy) Choose(SeededRandom random)
    {
        int left = random.Next(letters.Count), right = random.Next(letters.Count);
        int dx = random.Next((2 * options.ShiftX) + 1) - options.ShiftX, dy = random.Next((2 * options.ShiftY) + 1) - options.ShiftY;
        return (left, right, dx, dy);
    }

    /// <summary>Cuts the window at (dx, dy) out of the strip that the two neighbours and the letter between them make.</summary>
    internal void Compose(int image, int left, int right, int dx, int dy, Span<float> input)
    {
        Shape shape = letters.Shape;
        int row = shape.Width * shape.Channels;
        int from = ((shape.Width / 2) + dx) * shape.Channels;
        int shift = dx * shape.Channels;
        for (int y = 0; y < shape.Height; y++)
        {
            int above = Math.Clamp(y + dy, 0, shape.Height - 1) * row;
            Span<float> line = input.Slice(y * row, row);
            letters.CopyRun(left, above + from, line[..(row - from)]);
            letters.CopyRun(right, above, line[(row - from)..]);
            letters.DarkenRun(image, above + Math.Max(shift, 0), line[Math.Max(-shift, 0)..(row - Math.Max(shift, 0))]);
        }
    }
}

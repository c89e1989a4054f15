using System.Globalization;
using System.Security.Cryptography;
using Kiln.Data;
using Kiln.Models.Reading;
using Kiln.Numerics;

namespace Kiln.Models.Letters;

/// <summary>Windows of lines of random letters, each line in one font, to train a network on that reads whole lines.</summary>
/// <remarks>There is a window for every letter of every font; that letter stands somewhere in it, and random ones before and after it, up to the ends of the window or of the
/// line. No word of any language takes part. A label says what stands at a column: a letter in the middle half of its ink, a space in all but its edges, else
/// <see cref="LineClasses.Between"/>; so equal letters stay two.</remarks>
internal sealed class LineSource : IImageSource
{
    /// <summary>One letter in so many begins a word, and one in so many ends its line.</summary>
    private const int WordLength = 5, LineLength = 25;

    /// <summary>The part of a letter's ink to either side of its middle that has its label, but at least a column.</summary>
    private const double LabelledHalf = 0.25;

    /// <summary>The outer part of a space that has no label of its own, but at most so many pixels.</summary>
    private const double SpaceMargin = 0.15, MostSpaceMargin = 3;

    private readonly LetterInk ink;
    private readonly int[] fonts;
    private readonly int width;
    private readonly int stride;

    /// <summary>Lines in some fonts of a set.</summary>
    /// <param name="ink">The set.</param>
    /// <param name="validation">Whether to take the fonts that validate or those that train.</param>
    /// <param name="network">Gets the windows: its input's columns, and the columns of its scores.</param>
    public LineSource(LetterInk ink, bool validation, NetworkDescription network)
    {
        this.ink = ink;
        fonts = ink.Letters.FontsOf(validation);
        Shape = network.InputShape;
        width = Shape.Width;
        stride = width / network.Layers[^1].OutputShape.Width;
        Fingerprint = string.Create(
            CultureInfo.InvariantCulture,
            $"{Count} lines of {Shape} in {fonts.Length} fonts, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(ink.Letters.Pixels))[..16]}");
    }

    /// <summary>Paper is 0, so that the zeros beyond a map's border are paper too; ink is −2.</summary>
    public static ImageNormalization Preparation { get; } = new(mean: 1, scale: 2);

    /// <inheritdoc/>
    public int Count => fonts.Length * LetterSet.Letters;

    /// <inheritdoc/>
    public Shape Shape { get; }

    /// <inheritdoc/>
    public int LabelsPerImage => width / stride;

    /// <inheritdoc/>
    public Shape LabelShape => new(1, LabelsPerImage, 1);

    /// <inheritdoc/>
    public ImageNormalization Normalization => Preparation;

    /// <inheritdoc/>
    public string Fingerprint { get; }

    /// <inheritdoc/>
    public void Read(int image, SeededRandom random, Span<float> input, Span<int> labels)
    {
        (int font, int letter) = (fonts[image / LetterSet.Letters], image % LetterSet.Letters);
        LineSpacing spacing = LineSpacing.Draw(random);
        input.Fill(1);
        labels.Fill(LineClasses.Between);
        double inkWidth = ink.Box(font, letter).Width * spacing.Scale;
        double left = (random.NextDouble() * width) - (inkWidth / 2);
        if (spacing.IsWhole)
            left = Math.Floor(left);

        Put(font, letter, left, spacing, input, labels);
        Continue(font, letter, left + inkWidth, forwards: true, spacing, random, input, labels);
        Continue(font, letter, left, forwards: false, spacing, random, input, labels);
        Normalization.Apply(input, input);
    }

    /// <summary>Sets letters from the side of one on to an end of the window or of the line.</summary>
    private void Continue(int font, int letter, double side, bool forwards, LineSpacing spacing, SeededRandom random, Span<float> input, Span<int> labels)
    {
        // A letter just outside leans into the window too.
        while (forwards ? side < width + LetterSet.Side : side > -LetterSet.Side)
        {
            if (random.Next(LineLength) == 0)
            {
                double end = forwards ? 2 * width : -width;
                LabelSpace(Math.Min(side, end), Math.Max(side, end), labels);
                return;
            }

            int next = random.Next(LetterSet.Letters);
            bool isSpace = random.Next(WordLength) == 0;
            double distance = forwards ? ink.Distance(font, letter, next) : ink.Distance(font, next, letter);
            double inkWidth = ink.Box(font, next).Width * spacing.Scale, widths = (inkWidth + (ink.Box(font, letter).Width * spacing.Scale)) / 2;
            double gap = spacing.Gap(widths, distance, isSpace, random);
            double left = forwards ? side + gap : side - gap - inkWidth;
            if (isSpace)
                LabelSpace(forwards ? side : side - gap, forwards ? side + gap : side, labels);

            Put(font, next, left, spacing, input, labels);
            side = forwards ? left + inkWidth : left;
            letter = next;
        }
    }

    private void Put(int font, int letter, double left, LineSpacing spacing, Span<float> input, Span<int> labels)
    {
        ink.Draw(font, letter, left, spacing.Down, spacing.Scale, input, width);
        double inkWidth = ink.Box(font, letter).Width * spacing.Scale, middle = left + (inkWidth / 2);
        double half = Math.Max(LabelledHalf * inkWidth, stride / 2.0);
        Label(middle - half, middle + half, letter, labels);
    }

    private void LabelSpace(double from, double to, Span<int> labels)
    {
        double margin = Math.Min(SpaceMargin * (to - from), MostSpaceMargin);
        Label(from + margin, to - margin, LineClasses.Space, labels);
    }

    /// <summary>Labels the columns whose middle lies in a range of pixels.</summary>
    private void Label(double from, double to, int label, Span<int> labels)
    {
        int first = (int)Math.Ceiling((from - (stride / 2.0)) / stride), end = (int)Math.Ceiling((to - (stride / 2.0)) / stride);
        for (int column = Math.Max(first, 0); column < Math.Min(end, labels.Length); column++)
            labels[column] = label;
    }
}

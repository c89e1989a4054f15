namespace Kiln.Models.Letters;

/// <summary>The ink of every letter of a set, to set lines of text with.</summary>
internal sealed class LetterInk
{
    /// <summary>How much farther than the closest rows of two letters other rows may count in their distance: an ear of a g alone does not bring a letter nearer.</summary>
    private const int Depth = 3;

    /// <summary>A pixel darker than this is the edge of a letter.</summary>
    private const byte Edge = 200;

    /// <summary>Stands for the paper in a row without ink.</summary>
    private const byte NoInk = LetterSet.Side;

    private readonly InkBox[] boxes;
    private readonly byte[] paperLeft;
    private readonly byte[] paperRight;

    /// <summary>Looks at all letters of a set.</summary>
    /// <param name="letters">The set.</param>
    public LetterInk(LetterSet letters)
    {
        Letters = letters;
        boxes = new InkBox[letters.Count];
        paperLeft = new byte[letters.Count * LetterSet.Side];
        paperRight = new byte[letters.Count * LetterSet.Side];
        for (int image = 0; image < letters.Count; image++)
        {
            ReadOnlySpan<byte> pixels = letters.Pixels.Slice(image * LetterSet.ImageBytes, LetterSet.ImageBytes);
            InkBox box = InkBox.Of(pixels);
            boxes[image] = box;
            for (int y = 0; y < LetterSet.Side; y++)
            {
                ReadOnlySpan<byte> row = pixels.Slice(y * LetterSet.Side, LetterSet.Side);
                int first = row.IndexOfAnyInRange((byte)0, Edge), last = row.LastIndexOfAnyInRange((byte)0, Edge);
                paperLeft[(image * LetterSet.Side) + y] = first < 0 ? NoInk : (byte)(first - box.Left);
                paperRight[(image * LetterSet.Side) + y] = last < 0 ? NoInk : (byte)(box.Left + box.Width - 1 - last);
            }
        }
    }

    /// <summary>The letters.</summary>
    public LetterSet Letters { get; }

    /// <summary>The box of a letter.</summary>
    /// <param name="font">Index of the font.</param>
    /// <param name="letter">0 for a.</param>
    public InkBox Box(int font, int letter) => boxes[Image(font, letter)];

    /// <summary>How far apart two letters look whose boxes touch: the mean distance of their ink over the rows in which both have some, of which none counts much more than the
    /// closest. 0 for two stems, more where a round side or an arm leaves paper.</summary>
    /// <param name="font">Index of the font.</param>
    /// <param name="before">The letter before; 0 for a.</param>
    /// <param name="letter">The letter.</param>
    public double Distance(int font, int before, int letter)
    {
        ReadOnlySpan<byte> right = paperRight.AsSpan(Image(font, before) * LetterSet.Side, LetterSet.Side);
        ReadOnlySpan<byte> left = paperLeft.AsSpan(Image(font, letter) * LetterSet.Side, LetterSet.Side);
        int closest = LetterSet.Side, rows = 0;
        for (int y = 0; y < LetterSet.Side; y++)
        {
            if (right[y] == NoInk || left[y] == NoInk)
                continue;

            closest = Math.Min(closest, right[y] + left[y]);
            rows++;
        }

        if (rows == 0)
            return 0;

        int sum = 0;
        for (int y = 0; y < LetterSet.Side; y++)
            sum += right[y] == NoInk || left[y] == NoInk ? 0 : Math.Min(right[y] + left[y], closest + Depth);
        return (double)sum / rows;
    }

    /// <summary>Puts a letter into a picture; where there is ink already, the darker pixel wins.</summary>
    /// <param name="font">Index of the font.</param>
    /// <param name="letter">0 for a.</param>
    /// <param name="left">The left side of the letter's ink, in pixels; fractions move the letter by parts of a pixel.</param>
    /// <param name="down">By how much the letter stands lower than in its own picture.</param>
    /// <param name="scale">Its size by that of its own picture, about the middle row; 1 and whole pixels copy it.</param>
    /// <param name="pixels">32 rows, 0 black and 1 white.</param>
    /// <param name="width">Columns of the picture; what lies beyond them is left out.</param>
    public void Draw(int font, int letter, double left, double down, double scale, Span<float> pixels, int width)
    {
        const double Middle = LetterSet.Side / 2.0;
        InkBox box = Box(font, letter);
        ReadOnlySpan<byte> source = Letters.Image(font, letter);
        double top = ((box.Top - Middle) * scale) + Middle + down;
        int lastRow = Math.Min((int)Math.Ceiling(top + (box.Height * scale)), LetterSet.Side - 1);
        int firstColumn = Math.Max((int)Math.Floor(left - 1), 0), lastColumn = Math.Min((int)Math.Ceiling(left + (box.Width * scale)), width - 1);
        for (int y = Math.Max((int)Math.Floor(top - 1), 0); y <= lastRow; y++)
        {
            double row = ((y + 0.5 - Middle - down) / scale) + Middle - 0.5;
            for (int x = firstColumn; x <= lastColumn; x++)
            {
                ref float pixel = ref pixels[(y * width) + x];
                pixel = Math.Min(pixel, Sample(source, row, ((x + 0.5 - left) / scale) + box.Left - 0.5));
            }
        }
    }

    private static int Image(int font, int letter) => (font * LetterSet.Letters) + letter;

    /// <summary>The gray between four pixels; beyond the picture is paper.</summary>
    private static float Sample(ReadOnlySpan<byte> image, double row, double column)
    {
        int y = (int)Math.Floor(row), x = (int)Math.Floor(column);
        double down = row - y, across = column - x;
        double above = ((1 - across) * Pixel(image, y, x)) + (across * Pixel(image, y, x + 1));
        double below = ((1 - across) * Pixel(image, y + 1, x)) + (across * Pixel(image, y + 1, x + 1));
        return (float)((((1 - down) * above) + (down * below)) / InkBox.Paper);
    }

    private static byte Pixel(ReadOnlySpan<byte> image, int y, int x) =>
        y is >= 0 and < LetterSet.Side && x is >= 0 and < LetterSet.Side ? image[(y * LetterSet.Side) + x] : InkBox.Paper;
}

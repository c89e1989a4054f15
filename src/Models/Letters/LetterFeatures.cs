namespace Kiln.Models.Letters;

/// <summary>A letter's image as 256 numbers that change little with its place, size of ink and edges.</summary>
internal static class LetterFeatures
{
    /// <summary>Rows and columns of the grid of features.</summary>
    private const int Cells = LetterSet.Side / 2;

    /// <summary>Numbers of a letter: the grid and a constant 1.</summary>
    public const int Count = (Cells * Cells) + 1;

    /// <summary>Ink summed over overlapping squares of 4×4 pixels, two apart, around the ink's centre, scaled to length 1; then 1.</summary>
    /// <param name="image">32 rows of 32 bytes.</param>
    public static double[] Of(ReadOnlySpan<byte> image)
    {
        (int top, int left) = Offset(image);
        double[] features = new double[Count];
        double square = 0;
        for (int y = 0; y < Cells; y++)
        {
            for (int x = 0; x < Cells; x++)
            {
                double ink = Sum(image, top + (2 * y) - 1, left + (2 * x) - 1);
                features[(y * Cells) + x] = ink;
                square += ink * ink;
            }
        }

        double scale = square == 0 ? 0 : 1 / Math.Sqrt(square);
        for (int i = 0; i < Count - 1; i++)
            features[i] *= scale;

        features[^1] = 1;
        return features;
    }

    /// <summary>How far the centre of the ink lies from the centre of the image, in whole pixels.</summary>
    private static (int Down, int Right) Offset(ReadOnlySpan<byte> image)
    {
        double down = 0, right = 0, sum = 0;
        for (int i = 0; i < image.Length; i++)
        {
            int ink = InkBox.Paper - image[i];
            sum += ink;
            down += ink * (i / LetterSet.Side);
            right += ink * (i % LetterSet.Side);
        }

        const double Centre = (LetterSet.Side - 1) / 2.0;
        return sum == 0 ? (0, 0) : ((int)Math.Round((down / sum) - Centre), (int)Math.Round((right / sum) - Centre));
    }

    private static double Sum(ReadOnlySpan<byte> image, int top, int left)
    {
        int sum = 0;
        for (int y = Math.Max(top, 0); y < Math.Min(top + 4, LetterSet.Side); y++)
        {
            for (int x = Math.Max(left, 0); x < Math.Min(left + 4, LetterSet.Side); x++)
                sum += InkBox.Paper - image[(y * LetterSet.Side) + x];
        }

        return sum;
    }
}

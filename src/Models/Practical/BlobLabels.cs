namespace Kiln.Models.Practical;

/// <summary>Which pixels of a picture are the middle of a dark dot, and which are far from any: the labels of part 3.</summary>
/// <remarks>The determinant of the Hessian of the smoothed picture is large and positive where the picture bends the same way along rows and columns. A pixel in neither set
/// lies close to a dot or to the border.</remarks>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Positive">Row by row, whether a pixel is the middle of a dot.</param>
/// <param name="Negative">Row by row, whether it is far from all of them.</param>
internal sealed record BlobLabels(int Height, int Width, bool[] Positive, bool[] Negative)
{
    /// <summary>How far the picture is smoothed, in pixels, and the smallest determinant of a dot.</summary>
    private const double Deviation = 2.5, LeastScore = 0.0006;

    /// <summary>A negative pixel is further than this from every dot, and so many rows and columns at the border have no label: at the end one more, as in the original.</summary>
    private const int Radius = 5, Border = 5;

    public int PositiveCount { get; } = Positive.Count(label => label);

    public int NegativeCount { get; } = Negative.Count(label => label);

    /// <summary>Finds the dots of a gray picture.</summary>
    /// <param name="gray">From 0, black, to 1.</param>
    public static BlobLabels Of(ImageMap gray)
    {
        (int height, int width) = (gray.Height, gray.Width);
        ImageMap smooth = ImageFilters.Smooth(gray, Deviation);
        double[] bend = [1, -2, 1], slope = [-0.5, 0, 0.5], same = [1];
        float[] along = ImageFilters.Separable(smooth, same, bend).Values, down = ImageFilters.Separable(smooth, bend, same).Values, across = ImageFilters.Separable(smooth, slope, slope).Values;
        float[] score = new float[along.Length];
        for (int i = 0; i < score.Length; i++)
            score[i] = (along[i] * down[i]) - (across[i] * across[i]);

        bool[] positive = new bool[score.Length], close = new bool[score.Length];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                if (!(score[(y * width) + x] > LeastScore) || !IsExtreme(y, x))
                    continue;

                positive[(y * width) + x] = true;
                Mark(y, x);
            }
        }

        bool[] negative = Array.ConvertAll(close, isClose => !isClose);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                if (y < Border || x < Border || y >= height - Border - 1 || x >= width - Border - 1)
                    positive[(y * width) + x] = negative[(y * width) + x] = false;
            }
        }

        return new BlobLabels(height, width, positive, negative);

        // Larger than its neighbours along the row and along the column, or smaller than all four. Those of the border are on the other side.
        bool IsExtreme(int y, int x)
        {
            float own = score[(y * width) + x];
            float above = score[((y + height - 1) % height * width) + x], below = score[((y + 1) % height * width) + x];
            float left = score[(y * width) + ((x + width - 1) % width)], right = score[(y * width) + ((x + 1) % width)];
            return (own > above && own > below && own > left && own > right) || (own < above && own < below && own < left && own < right);
        }

        void Mark(int row, int column)
        {
            for (int y = Math.Max(0, row - Radius); y <= Math.Min(height - 1, row + Radius); y++)
            {
                for (int x = Math.Max(0, column - Radius); x <= Math.Min(width - 1, column + Radius); x++)
                    close[(y * width) + x] |= ((y - row) * (y - row)) + ((x - column) * (x - column)) <= Radius * Radius;
            }
        }
    }
}

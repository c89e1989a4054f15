using Kiln.Numerics;

namespace Kiln.Models.Practical;

/// <summary>Draws a picture for part 3: a light cloth that hangs in folds, with dark dots in rows.</summary>
internal static class DotsPicture
{
    /// <summary>Rows and columns.</summary>
    public const int Side = 480;

    /// <summary>Pixels from one dot to the next, and a dot's radius.</summary>
    private const double Pitch = 17, Radius = 3.6;

    /// <summary>Draws it; always the same.</summary>
    public static ImageMap Draw()
    {
        SeededRandom random = new(1);
        double[] cloth = new double[Side * Side];
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                // Folds that open downwards, as dark between as some dots are on top: whoever looks for dark pixels finds them too. Threads, and the grain of a camera.
                double fold = Math.Sin(((x - 240) / (34 + (0.05 * y))) + (0.8 * Math.Sin(y / 160.0)));
                double thread = Math.Sin(2.1 * x) * Math.Sin(1.9 * y);
                cloth[(y * Side) + x] = 0.67 + (0.22 * fold) + (0.012 * thread) + (0.02 * (random.NextDouble() - 0.5));
            }
        }

        for (int row = 0; row * Pitch < Side + Pitch; row++)
        {
            for (double column = row % 2 * Pitch / 2; column < Side + Pitch; column += Pitch)
            {
                // The rows follow the folds a little.
                double x = column + (2.2 * (random.NextDouble() - 0.5)), y = (row * Pitch) + (3 * Math.Sin(column / 55)) + (2.2 * (random.NextDouble() - 0.5));
                Dot(cloth, y, x, Radius * (0.85 + (0.3 * random.NextDouble())), 0.8 + (0.15 * random.NextDouble()));
            }
        }

        float[] values = new float[Side * Side * 3];
        for (int i = 0; i < cloth.Length; i++)
        {
            // A warm white.
            double value = Math.Clamp(cloth[i], 0, 1);
            (values[3 * i], values[(3 * i) + 1], values[(3 * i) + 2]) = (Byte(value), Byte(0.985 * value), Byte(0.95 * value));
        }

        return new ImageMap(Side, Side, 3, values);

        // As a file of bytes would have it.
        static float Byte(double value) => (float)Math.Round(255 * value) / 255f;
    }

    private static void Dot(double[] cloth, double row, double column, double radius, double ink)
    {
        for (int y = Math.Max(0, (int)(row - radius - 2)); y <= Math.Min(Side - 1, (int)(row + radius + 2)); y++)
        {
            for (int x = Math.Max(0, (int)(column - radius - 2)); x <= Math.Min(Side - 1, (int)(column + radius + 2)); x++)
            {
                double distance = Math.Sqrt(((y - row) * (y - row)) + ((x - column) * (x - column)));
                cloth[(y * Side) + x] *= 1 - (ink * Math.Clamp(radius + 0.5 - distance, 0, 1));
            }
        }
    }
}

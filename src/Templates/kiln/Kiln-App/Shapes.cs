using Kiln;
using Kiln.Data;

namespace Kiln_App;

/// <summary>Drawings of shapes: data that needs no download. Put your own in their place; <see cref="ImageSet"/> takes bytes or floats, and the package Kiln.Pictures folders of pictures.</summary>
public static class Shapes
{
    /// <summary>The classes, from 0.</summary>
    public static IReadOnlyList<string> Names { get; } = ["circle", "square", "triangle"];

    /// <summary>Rows, columns and channels of a drawing: what the network reads.</summary>
    public static Shape Extents { get; } = new(24, 24, 1);

    /// <summary>What the network reads of a pixel, which lies in [0, 1]: belongs to its weights.</summary>
    public static ImageNormalization Normalization { get; } = new(mean: 0.4f, scale: 4);

    /// <summary>Shapes of random sizes at random places, light on dark or dark on light, in noise.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The same seed draws the same shapes.</param>
    public static ImageSet Draw(int count, int seed)
    {
        Random random = new(seed);
        float[] pixels = new float[count * Extents.Count];
        int[] labels = new int[count];
        for (int image = 0; image < count; image++)
            labels[image] = Draw(random, pixels.AsSpan(image * Extents.Count, Extents.Count));

        return new ImageSet(Extents, pixels, labels, Normalization);
    }

    /// <summary>Draws one shape.</summary>
    /// <param name="random">Decides which, where and how.</param>
    /// <param name="pixels">Gets the drawing, row by row.</param>
    /// <returns>Its class.</returns>
    public static int Draw(Random random, Span<float> pixels)
    {
        int label = random.Next(Names.Count);
        double radius = 4 + (5 * random.NextDouble());
        double middleX = radius + (random.NextDouble() * (Extents.Width - (2 * radius))), middleY = radius + (random.NextDouble() * (Extents.Height - (2 * radius)));
        bool lightOnDark = random.Next(2) == 0;
        for (int i = 0; i < pixels.Length; i++)
        {
            double x = ((i % Extents.Width) + 0.5 - middleX) / radius, y = ((i / Extents.Width) + 0.5 - middleY) / radius;
            bool inside = label switch
            {
                0 => (x * x) + (y * y) < 1,
                1 => Math.Max(Math.Abs(x), Math.Abs(y)) < 0.85,
                _ => y is > -1 and < 1 && Math.Abs(x) < (y + 1) / 2,
            };
            pixels[i] = (inside == lightOnDark ? 0.6f : 0.2f) + (0.2f * random.NextSingle());
        }

        return label;
    }
}

namespace Kiln.Package.Tests;

/// <summary>Folders of pictures: shapes in colours, one sub-folder a class.</summary>
internal static class ShapePictures
{
    /// <summary>Rows and columns; not those that the template's network reads.</summary>
    private const int Side = 30;

    private static readonly string[] Names = ["circle", "square", "triangle"];

    /// <summary>Writes pictures.</summary>
    /// <param name="folder">Gets the sub-folders.</param>
    /// <param name="count">Pictures a class.</param>
    /// <param name="seed">The same seed draws the same pictures.</param>
    public static void Write(string folder, int count, int seed)
    {
        Random random = new(seed);
        foreach ((int label, string name) in Names.Index())
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
            for (int picture = 0; picture < count; picture++)
                File.WriteAllBytes(Path.Combine(folder, name, $"{picture:000}.png"), Draw(label, random));
        }
    }

    private static byte[] Draw(int label, Random random)
    {
        double radius = 8 + (5 * random.NextDouble()), middle = radius + ((Side - (2 * radius)) * random.NextDouble());
        byte[] shape = new byte[3], rows = new byte[Side * (1 + (3 * Side))];
        random.NextBytes(shape);
        for (int row = 0; row < Side; row++)
        {
            for (int column = 0; column < Side; column++)
            {
                double x = (column + 0.5 - middle) / radius, y = (row + 0.5 - middle) / radius;
                bool inside = label switch
                {
                    0 => (x * x) + (y * y) < 1,
                    1 => Math.Max(Math.Abs(x), Math.Abs(y)) < 0.85,
                    _ => y is > -1 and < 1 && Math.Abs(x) < (y + 1) / 2,
                };
                Span<byte> pixel = rows.AsSpan((row * (1 + (3 * Side))) + 1 + (3 * column), 3);
                for (int colour = 0; colour < 3; colour++)
                    pixel[colour] = inside ? (byte)(128 + (shape[colour] / 2)) : (byte)random.Next(64);
            }
        }

        return PngWriter.Of(Side, Side, depth: 8, PngWriter.Rgb, rows);
    }
}

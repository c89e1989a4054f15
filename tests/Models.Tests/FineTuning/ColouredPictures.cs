using SkiaSharp;

namespace Kiln.Models.Tests.FineTuning;

/// <summary>Pictures of three classes that differ in colour: gray noise of any size with a tint.</summary>
internal static class ColouredPictures
{
    public static readonly string[] Classes = ["blue", "green", "red"];

    /// <summary>Writes pictures into a sub-folder for each class.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="each">How many of each class.</param>
    /// <param name="seed">The same seed draws the same pictures.</param>
    public static void Write(string folder, int each, int seed)
    {
        Random random = new(seed);
        foreach (string name in Classes)
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
            for (int i = 0; i < each; i++)
                Save(Path.Combine(folder, name, $"{i}.{(i % 2 == 0 ? "png" : "jpg")}"), name, random);
        }
    }

    /// <summary>Writes one picture.</summary>
    public static void Save(string path, string name, Random random)
    {
        using SKBitmap bitmap = new(random.Next(40, 90), random.Next(40, 90));
        for (int y = 0; y < bitmap.Height; y++)
        {
            for (int x = 0; x < bitmap.Width; x++)
            {
                byte Value(string colour) => (byte)(random.Next(120) + (name == colour ? 135 : 0));
                bitmap.SetPixel(x, y, new SKColor(Value("red"), Value("green"), Value("blue")));
            }
        }

        using SKData data = bitmap.Encode(path.EndsWith(".png", StringComparison.Ordinal) ? SKEncodedImageFormat.Png : SKEncodedImageFormat.Jpeg, 95);
        File.WriteAllBytes(path, data.ToArray());
    }
}

using Kiln.Data;
using Kiln.Numerics;

namespace Kiln.Tests;

/// <summary>Small random image sets which a dense layer can learn.</summary>
internal static class Samples
{
    public static readonly Shape Shape = new(6, 4, 1);
    public const int Classes = 7;

    public static ImageSet Images(int count, int seed, float scale = 2)
    {
        SeededRandom random = new(seed);
        byte[] pixels = new byte[count * Shape.Count];
        int[] labels = new int[count];
        for (int image = 0; image < count; image++)
        {
            labels[image] = random.Next(Classes);
            for (int i = 0; i < Shape.Count; i++)
                pixels[(image * Shape.Count) + i] = (byte)(i % Classes == labels[image] ? 20 + random.Next(80) : 120 + random.Next(136));
        }

        return new ImageSet(Shape, pixels, labels, new ImageNormalization(0.6f, scale));
    }

    public static DenseNetwork Network(int maxBatch = 16, int threads = 1, int seed = 7) => DenseNetwork.Create(Shape, Classes, maxBatch, threads, seed);
}

using Kiln.Data;
using Kiln.Numerics;

namespace Kiln.Tests.Data;

/// <summary>What a source gives for an image, and images that tell where each of their pixels was.</summary>
internal sealed record Drawn(float[] Input, int[] Labels, float[] Targets)
{
    public static Drawn From(IImageSource source, int image, long stream, int seed = 1)
    {
        Drawn drawn = new(new float[source.Shape.Count], new int[source.LabelsPerImage], new float[source.TargetShape.Count]);
        source.Read(image, new SeededRandom(seed, stream), drawn.Input, drawn.Labels, drawn.Targets);
        return drawn;
    }

    /// <summary>Images whose pixels hold their row, column and image, and whose labels are the number of the pixel.</summary>
    public static ImageSet Places(int height, int width, int images = 1)
    {
        float[] pixels = new float[images * height * width * 3];
        int[] labels = new int[images * height * width];
        for (int i = 0; i < labels.Length; i++)
        {
            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) = (i / width % height, i % width, i / (height * width));
            labels[i] = i % (height * width);
        }

        return new ImageSet(new Shape(height, width, 3), pixels, labels);
    }

    /// <summary>The same with targets that are twice the row and thrice the column.</summary>
    public static ImageSet PlacesWithTargets(int height, int width)
    {
        ImageSet places = Places(height, width);
        Drawn whole = From(places, 0, 0);
        return new ImageSet(places.Shape, whole.Input, new Shape(height, width, 2), (float[])[.. Enumerable.Range(0, height * width).SelectMany(i => new[] { 2f * (i / width), 3f * (i % width) })]);
    }
}

using Kiln.Data;
using Kiln.Numerics;

namespace Kiln.Tests.Data;

public class ImageSetTests
{
    private static readonly Shape Shape = new(2, 3, 1);

    [Fact]
    public void Bytes_and_floats_become_the_same_input()
    {
        byte[] bytes = [0, 51, 102, 153, 204, 255, 1, 2, 3, 4, 5, 6];
        float[] floats = [.. bytes.Select(value => value / 255f)];
        ImageNormalization normalization = new(0.4f, 256);
        ImageSet a = new(Shape, bytes, new[] { 4, -1 }, normalization), b = new(Shape, floats, new[] { 4, -1 }, normalization);
        for (int image = 0; image < 2; image++)
        {
            (float[] input, int label) = Read(a, image);
            Assert.Equal(input, Read(b, image).Input);
            Assert.Equal(image == 0 ? 4 : -1, label);
            for (int i = 0; i < 6; i++)
                Assert.Equal(256 * ((bytes[(image * 6) + i] / 255.0) - 0.4), input[i], 1e-4);
        }
    }

    [Fact]
    public void The_mean_is_over_all_pixels_of_all_sets()
    {
        ImageSet one = new(Shape, new byte[] { 0, 0, 0, 0, 0, 255 }, new[] { 0 });
        ImageSet two = new(Shape, new float[] { 1, 1, 1, 1, 1, 1, 0.5f, 0, 0, 0, 0, 0 }, new[] { 0, 1 });
        Assert.Equal(1 / 6f, ImageSet.MeanPixel(one));
        Assert.Equal(7.5f / 18, ImageSet.MeanPixel(one, two), 1e-7);
        Assert.Equal(1 / 6f, ImageSet.MeanPixel(one.Normalize(new ImageNormalization(0.5f, 3))));
    }

    [Fact]
    public void A_fingerprint_tells_images_labels_and_normalization_apart()
    {
        byte[] pixels = [1, 2, 3, 4, 5, 6], other = [1, 2, 3, 4, 5, 7];
        string[] prints =
        [
            new ImageSet(Shape, pixels, new[] { 1 }).Fingerprint,
            new ImageSet(Shape, other, new[] { 1 }).Fingerprint,
            new ImageSet(Shape, pixels, new[] { 2 }).Fingerprint,
            new ImageSet(Shape, pixels, new[] { 1 }, new ImageNormalization(0, 2)).Fingerprint,
            new ImageSet(new Shape(3, 2, 1), pixels, new[] { 1 }).Fingerprint,
            new LetterJitter(new ImageSet(new Shape(3, 2, 1), pixels, new[] { 1 }), new JitterOptions { ShiftX = 1 }).Fingerprint,
        ];
        Assert.Equal(prints.Length, prints.Distinct().Count());
        Assert.Equal(prints[0], new ImageSet(Shape, pixels, new[] { 1 }).Fingerprint);
    }

    [Fact]
    public void Targets_travel_with_the_images_and_are_in_the_fingerprint()
    {
        Shape numbers = new(1, 1, 2);
        float[] targets = [1, 2, 3, 4], others = [1, 2, 3, 5];
        ImageSet set = new(Shape, new byte[12], numbers, targets), floats = new(Shape, new float[12], numbers, targets);
        foreach (ImageSet images in new[] { set, floats, set.Normalize(new ImageNormalization(0.5f, 2)) })
        {
            Assert.Equal((2, 0), (images.Count, images.LabelsPerImage));
            Assert.Equal(numbers, images.TargetShape);
            Assert.Equal([3, 4], Drawn.From(images, 1, 0).Targets);
        }

        Assert.NotEqual(set.Fingerprint, new ImageSet(Shape, new byte[12], numbers, others).Fingerprint);
        Assert.Contains("2 images with targets of 1×1×2 need 4 of them, but 3 were given", Message(() => new ImageSet(Shape, new byte[12], numbers, new float[3])), StringComparison.Ordinal);
        Assert.Contains("a target of 1×1×2 needs 2 values, but 1 were given", Message(() => set.Read(0, new SeededRandom(0), new float[6], [], new float[1])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_map_keeps_its_extents_through_a_normalization()
    {
        Assert.Equal(new Shape(2, 3, 1), new ImageSet(Shape, new byte[12], new int[12]).LabelShape);
        Assert.Equal(new Shape(1, 1, 1), new ImageSet(Shape, new byte[12], new int[2]).LabelShape);
        Assert.Equal(new Shape(1, 2, 1), new ImageSet(Shape, new byte[12], new int[4]) { LabelShape = new Shape(1, 2, 1) }.Normalize(new ImageNormalization(0, 2)).LabelShape);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("images of 2×3×1 take 6 pixels each, but 7 pixels were given", Message(() => new ImageSet(Shape, new byte[7], new int[1])), StringComparison.Ordinal);
        Assert.Contains("2 images need 2 labels or a multiple of it, but 3 were given", Message(() => new ImageSet(Shape, new byte[12], new int[3])), StringComparison.Ordinal);
        Assert.Contains("hold no pixel", Message(() => new ImageSet(new Shape(0, 3, 1), new byte[12], new int[3])), StringComparison.Ordinal);
        ImageSet set = new(Shape, new byte[12], new int[2]);
        Assert.Contains("images run from 0 to 1", Message(() => set.Read(2, new SeededRandom(0), new float[6], new int[1])), StringComparison.Ordinal);
        Assert.Contains("an image of 2×3×1 needs 6 values, but 5 were given", Message(() => set.Read(0, new SeededRandom(0), new float[5], new int[1])), StringComparison.Ordinal);
        Assert.Contains("the scale must be finite and above 0", Message(() => new ImageNormalization(0, 0)), StringComparison.Ordinal);
        Assert.Contains("the mean must be finite", Message(() => new ImageNormalization(float.NaN, 1)), StringComparison.Ordinal);
    }

    private static string Message(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;

    private static (float[] Input, int Label) Read(ImageSet set, int image)
    {
        float[] input = new float[set.Shape.Count];
        int[] labels = new int[1];
        set.Read(image, new SeededRandom(0), input, labels);
        return (input, labels[0]);
    }
}

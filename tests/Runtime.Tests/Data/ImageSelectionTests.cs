using Kiln.Data;
using Kiln.Numerics;

namespace Kiln.Tests.Data;

public sealed class ImageSelectionTests
{
    [Fact]
    public void It_has_the_images_that_were_chosen()
    {
        ImageSet images = Samples.Images(9, 1);
        ImageSelection selected = new(images, [7, 2]);
        float[] expected = new float[images.Shape.Count], actual = new float[images.Shape.Count];
        int[] label = new int[1];
        images.Read(7, new SeededRandom(0), expected, label);
        selected.Read(0, new SeededRandom(0), actual, label);
        Assert.Equal(expected, actual);
        Assert.Equal((2, images.Labels[7]), (selected.Count, label[0]));
        Assert.NotEqual(selected.Fingerprint, new ImageSelection(images, [2, 7]).Fingerprint);
        Assert.Throws<ArgumentOutOfRangeException>(() => selected.Read(2, new SeededRandom(0), actual, label));
        Assert.Throws<ArgumentException>(() => new ImageSelection(images, [9]));
        Assert.Throws<ArgumentException>(() => new ImageSelection(images, []));
    }

    [Theory]
    [InlineData(0.2, 2, 1, 0)]
    [InlineData(0.01, 1, 1, 0)]
    [InlineData(0.99, 9, 1, 0)]
    [InlineData(0, 0, 0, 0)]
    public void Each_class_is_divided_by_itself(double share, params int[] expected)
    {
        int[] classes = [.. Enumerable.Repeat(0, 10), 1, 1, 2];
        (int[] first, int[] second) = ImageSelection.Split(classes, share, seed: 1);
        Assert.Equal(Enumerable.Range(0, classes.Length), first.Concat(second).Order());
        Assert.Equal(expected, Enumerable.Range(0, 3).Select(k => second.Count(image => classes[image] == k)));
        Assert.Equal(second, ImageSelection.Split(classes, share, seed: 1).Second);
        if (share == 0.2)
            Assert.Contains(Enumerable.Range(2, 5), seed => !second.SequenceEqual(ImageSelection.Split(classes, share, seed).Second));
    }
}

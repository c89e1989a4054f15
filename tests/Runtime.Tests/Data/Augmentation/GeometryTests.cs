using Kiln.Data;

namespace Kiln.Tests.Data;

/// <summary>Augmentations that move pixels: each pixel of <see cref="Drawn.Places"/> says where it was, so what was done can be read off.</summary>
public class GeometryTests
{
    [Fact]
    public void A_flip_mirrors_columns_with_labels_and_targets()
    {
        IImageSource labelled = Drawn.Places(3, 4).Flip(probability: 1), predicted = Drawn.PlacesWithTargets(3, 4).Flip(probability: 1);
        Drawn classes = Drawn.From(labelled, 0, 5), numbers = Drawn.From(predicted, 0, 5);
        for (int y = 0; y < 3; y++)
            for (int x = 0; x < 4; x++)
            {
                int at = (y * 4) + x;
                Assert.Equal([y, 3 - x, 0], classes.Input.AsSpan(3 * at, 3).ToArray());
                Assert.Equal((y * 4) + 3 - x, classes.Labels[at]);
                Assert.Equal([2 * y, 3 * (3 - x)], numbers.Targets.AsSpan(2 * at, 2).ToArray());
            }
    }

    [Fact]
    public void A_flip_comes_as_often_as_it_should()
    {
        IImageSource rare = Drawn.Places(1, 2).Flip(0.2), never = Drawn.Places(1, 2).Flip(0);
        Assert.InRange(Enumerable.Range(0, 2000).Count(stream => Drawn.From(rare, 0, stream).Input[1] == 1), 340, 460);
        Assert.All(Enumerable.Range(0, 200), stream => Assert.Equal(0, Drawn.From(never, 0, stream).Input[1]));
    }

    [Fact]
    public void One_label_and_numbers_without_a_place_stay()
    {
        ImageSet classes = new(new Shape(1, 2, 1), new float[] { 0.25f, 0.5f }, new[] { 7 });
        ImageSet numbers = new(new Shape(1, 2, 1), new float[] { 0.25f, 0.5f }, new Shape(1, 1, 3), new float[] { 1, 2, 3 });
        Assert.Equal(7, Assert.Single(Drawn.From(classes.Flip(1).Shift(0, 1), 0, 3).Labels));
        Drawn drawn = Drawn.From(numbers.Flip(1), 0, 3);
        Assert.Equal([1, 2, 3], drawn.Targets);
        Assert.Equal([0.5f, 0.25f], drawn.Input);
        Assert.Equal([1, 2, 3], Drawn.From(numbers.Crop(1, 1), 0, 3).Targets);
    }

    [Fact]
    public void Every_whole_part_is_cut_and_none_beyond()
    {
        IImageSource crop = Drawn.Places(5, 7).Crop(3, 4);
        Assert.Equal(new Shape(3, 4, 3), crop.Shape);
        Assert.Equal(new Shape(3, 4, 1), crop.LabelShape);
        int[,] counts = new int[3, 4];
        for (int stream = 0; stream < 2400; stream++)
        {
            Drawn drawn = Drawn.From(crop, 0, stream);
            (int top, int left) = ((int)drawn.Input[0], (int)drawn.Input[1]);
            counts[top, left]++;
            for (int i = 0; i < 12; i++)
            {
                Assert.Equal([top + (i / 4), left + (i % 4), 0], drawn.Input.AsSpan(3 * i, 3).ToArray());
                Assert.Equal(((top + (i / 4)) * 7) + left + (i % 4), drawn.Labels[i]);
            }
        }

        Assert.All(counts.Cast<int>(), count => Assert.InRange(count, 140, 265));
    }

    [Fact]
    public void The_middle_is_always_the_same()
    {
        IImageSource crop = Drawn.Places(6, 9).CropCentre(2, 5);
        Drawn drawn = Drawn.From(crop, 0, 1);
        Assert.Equal([2, 2, 0], drawn.Input[..3]);
        Assert.Equal(drawn.Input, Drawn.From(crop, 0, 99).Input);
    }

    /// <summary>Enlarged, and away from the border, a window of a ramp is a ramp, which tells where the window was.</summary>
    [Fact]
    public void Scaled_crops_keep_to_their_areas_and_aspects_and_lie_inside()
    {
        const int Height = 30, Width = 45, Rows = 64, Columns = 48;
        CropScale scale = new(0.2, 0.6, 0.5, 1.5);
        IImageSource crop = Drawn.Places(Height, Width).Crop(Rows, Columns, scale);
        double[] areas = new double[400];
        double lowest = 9, highest = 0;
        for (int stream = 0; stream < areas.Length; stream++)
        {
            Drawn drawn = Drawn.From(crop, 0, stream);
            float Of(int y, int x, int channel) => drawn.Input[(((y * Columns) + x) * 3) + channel];
            double down = (Of(50, 9, 0) - Of(10, 9, 0)) / 40, across = (Of(9, 40, 1) - Of(9, 10, 1)) / 30;
            double top = Of(10, 9, 0) + 0.5 - (10.5 * down), left = Of(9, 10, 1) + 0.5 - (10.5 * across);
            double height = down * Rows, width = across * Columns;
            Assert.InRange(top, -1e-2, Height - height + 1e-2);
            Assert.InRange(left, -1e-2, Width - width + 1e-2);
            Assert.InRange(width / height, 0.499, 1.501);
            areas[stream] = height * width / (Height * Width);
            lowest = Math.Min(lowest, width / height);
            highest = Math.Max(highest, width / height);

            int label = drawn.Labels[(17 * Columns) + 26];
            Assert.InRange(label / Width, Of(17, 26, 0) - 0.51, Of(17, 26, 0) + 0.51);
            Assert.InRange(label % Width, Of(17, 26, 1) - 0.51, Of(17, 26, 1) + 0.51);
        }

        Assert.InRange(areas.Min(), 0.199, 0.22);
        Assert.InRange(areas.Max(), 0.58, 0.601);
        Assert.InRange(areas.Average(), 0.37, 0.43);
        Assert.InRange(lowest, 0.499, 0.53);
        Assert.InRange(highest, 1.46, 1.501);
    }

    /// <summary>No part of a strip has an aspect near 1 and half its area: the middle is shown instead.</summary>
    [Fact]
    public void Where_no_part_fits_the_middle_is_shown()
    {
        IImageSource crop = Drawn.Places(4, 40).Crop(4, 4, new CropScale(0.5, 1, 1, 1));
        Drawn drawn = Drawn.From(crop, 0, 1);
        Assert.Equal([0, 18, 0], drawn.Input[..3]);
    }

    [Fact]
    public void Every_shift_is_reached_and_the_border_repeated()
    {
        IImageSource shift = Drawn.PlacesWithTargets(3, 5).Shift(rows: 1, columns: 2), maps = Drawn.Places(3, 5).Shift(1, 2);
        HashSet<(int, int)> reached = [];
        for (int stream = 0; stream < 300; stream++)
        {
            Drawn drawn = Drawn.From(shift, 0, stream), classes = Drawn.From(maps, 0, stream);
            (int down, int across) = ((int)drawn.Input[((1 * 5) + 2) * 3] - 1, (int)drawn.Input[(((1 * 5) + 2) * 3) + 1] - 2);
            reached.Add((down, across));
            for (int i = 0; i < 15; i++)
            {
                int y = Math.Clamp((i / 5) + down, 0, 2), x = Math.Clamp((i % 5) + across, 0, 4);
                Assert.Equal([y, x, 0], drawn.Input.AsSpan(3 * i, 3).ToArray());
                Assert.Equal([2 * y, 3 * x], drawn.Targets.AsSpan(2 * i, 2).ToArray());
                Assert.Equal((y * 5) + x, classes.Labels[i]);
            }
        }

        Assert.Equal(15, reached.Count);
    }

    /// <summary>A score map of half the extents: its labels are flipped and cut with the image, in whole labels.</summary>
    [Fact]
    public void A_smaller_label_map_goes_along()
    {
        ImageSet places = Drawn.Places(4, 8);
        ImageSet set = new(places.Shape, Drawn.From(places, 0, 0).Input, (int[])[.. Enumerable.Range(0, 8)]) { LabelShape = new Shape(2, 4, 1) };
        Assert.Equal([3, 2, 1, 0, 7, 6, 5, 4], Drawn.From(set.Flip(1), 0, 1).Labels);
        Assert.Equal([1, 2, 5, 6], Drawn.From(set.CropCentre(4, 4), 0, 1).Labels);
        Assert.Equal(new Shape(2, 2, 1), set.CropCentre(4, 4).LabelShape);
        Assert.Contains("cuts a map of 2×4 labels on images of 4×8 within a label", Message(() => set.Crop(3, 4)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        ImageSet places = Drawn.Places(4, 6), unknown = new(new Shape(4, 6, 1), new byte[24], new int[6]);
        Assert.Contains("a part of 5×6 was asked for, but the images are 4×6×3; use at most 4×6", Message(() => places.Crop(5, 6)), StringComparison.Ordinal);
        Assert.Contains("a flip moves labels with the image, but the places of its 6 labels are not known", Message(() => unknown.Flip()), StringComparison.Ordinal);
        Assert.Contains("a crop moves labels with the image", Message(() => unknown.Crop(2, 2)), StringComparison.Ordinal);
        Assert.Contains("a label map of 2×2×1 has 4 labels, but the images have 6 each", Message(() => new ImageSet(new Shape(4, 6, 1), new byte[24], new int[6]) { LabelShape = new Shape(2, 2, 1) }), StringComparison.Ordinal);
        Assert.Contains("a probability is from 0 to 1", Message(() => places.Flip(1.5)), StringComparison.Ordinal);
        Assert.Contains("a probability is from 0 to 1", Message(() => places.Flip(double.NaN)), StringComparison.Ordinal);
        Assert.Contains("areas from 0 to 1", Message(() => places.Crop(2, 2, new CropScale(0, 1, 1, 1))), StringComparison.Ordinal);
        Assert.Contains("aspects from 2 to 1", Message(() => places.Crop(2, 2, new CropScale(0.5, 1, 2, 1))), StringComparison.Ordinal);
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => places.Crop(0, 2));
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => places.Shift(-1, 0));
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => places.Shift(0, 6));
        Assert.Contains("a letter has one label, but the images have 24 each", Message(() => places.Jitter(new JitterOptions { ShiftX = 1 })), StringComparison.Ordinal);
        Assert.Contains("an image of 2×2×3 needs 12 values, but 11 were given", Message(() => places.Crop(2, 2).Read(0, new(1), new float[11], new int[4])), StringComparison.Ordinal);
        Assert.Contains("the labels of an image needs 4 values, but 3 were given", Message(() => places.Crop(2, 2).Read(0, new(1), new float[12], new int[3])), StringComparison.Ordinal);
    }

    private static string Message(Func<object?> action) => Assert.ThrowsAny<ArgumentException>(action).Message;

    private static string Message(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}

using Kiln.Data;
using Kiln.Interchange.Matlab;
using Kiln.Models;
using Kiln.Models.Classification;
using Kiln.Models.Practical;
using Kiln.Models.Reading;

namespace Kiln.Interchange.Tests.Matlab.Models;

/// <summary>Pictures are prepared as a model's file says.</summary>
public sealed class ModelImageTests
{
    private static readonly ImageMap Ramp = new(20, 40, 3, [.. from y in Enumerable.Range(0, 20) from x in Enumerable.Range(0, 40) from c in Enumerable.Range(0, 3) select ((y * 40) + x + c) / 1000f]);

    [Fact]
    public void AnAverageOfEveryChannelIsSubtractedFromBytes()
    {
        float[] input = Prepare(new MatConvNetImages(20, 40, 3, [1, 2, 3], "bicubic", true, 0, 0), stretch: false);

        for (int i = 0; i < input.Length; i++)
            Assert.Equal((255 * Ramp.Values[i]) - 1 - (i % 3), input[i], 1e-4);
    }

    [Fact]
    public void AnAverageImageIsSubtractedPixelByPixel()
    {
        float[] average = [.. Ramp.Values.Select(value => 255 * value)];

        Assert.All(Prepare(new MatConvNetImages(20, 40, 3, average, "bicubic", true, 0, 0), stretch: false), value => Assert.Equal(0, value, 1e-4));
    }

    /// <summary>Scaled by 2 to 40×80, of which 36×36 in the middle are seen, 2 rows from above and 22 columns from the left.</summary>
    [Fact]
    public void ABorderIsCutOffAndTheRatioKept()
    {
        float[] input = Prepare(new MatConvNetImages(36, 36, 3, [], "bilinear", true, 4, 4), stretch: false);

        float[] whole = Resampling.Resize(Ramp.Values, (20, 40, 3), 40, 80, Interpolation.Bilinear);
        for (int y = 0; y < 36; y++)
            for (int x = 0; x < 36 * 3; x++)
                Assert.Equal(255 * whole[((y + 2) * 80 * 3) + (22 * 3) + x], input[(y * 36 * 3) + x], 1e-3);
    }

    [Fact]
    public void APictureIsStretchedWhereTheModelOrThePracticalSaysSo()
    {
        float[] expected = [.. Resampling.Resize(Ramp.Values, (20, 40, 3), 8, 8).Select(value => 255 * value)];

        Assert.Equal(expected, Prepare(new MatConvNetImages(8, 8, 3, [], "bicubic", false, 0, 0), stretch: false));
        Assert.Equal(expected, Prepare(new MatConvNetImages(8, 8, 3, [], "bicubic", true, 32, 32), stretch: true));
    }

    [Fact]
    public void BilinearIsAntialiased()
    {
        // imresize([0 0 0 0 1 1 1 1], 0.5, 'bilinear') of one row: triangles of four pixels.
        float[] half = Resampling.Resize([0, 0, 0, 0, 1, 1, 1, 1], (1, 8, 1), 1, 4, Interpolation.Bilinear);

        Assert.Equal([0, 0.125f, 0.875f, 1], half);
    }

    [Fact]
    public void OtherExtentsAndKernelsAreRefused()
    {
        Assert.Contains("is for images of 8×8×3, but the network is declared with [Input(9, 8, 3)]", Problem(new MatConvNetImages(8, 8, 3, [], "bicubic", true, 0, 0), new Shape(9, 8, 3)), StringComparison.Ordinal);
        Assert.Contains("'lanczos3'", Problem(new MatConvNetImages(8, 8, 3, [], "lanczos3", true, 0, 0), new Shape(8, 8, 3)), StringComparison.Ordinal);
        Assert.Contains("does not say how images are prepared", Problem(null, new Shape(8, 8, 3)), StringComparison.Ordinal);
    }

    [Fact]
    public void AWeightsFileOfKilnPreparesItsOwnWay()
    {
        float[] input = ModelImage.Prepare(Ramp, new ModelWeights(null, new ImageNormalization(0.5f, 2), [], null), new Shape(20, 40, 1), stretch: false, "w.kiln");

        Assert.Equal(Ramp.Gray().Values.Select(value => 2 * (value - 0.5f)), input);
    }

    private static float[] Prepare(MatConvNetImages images, bool stretch) =>
        ModelImage.Prepare(Ramp, new ModelWeights(images, null, [], null), new Shape(images.Height, images.Width, 3), stretch, "w.mat");

    private static string Problem(MatConvNetImages? images, Shape shape) =>
        Assert.Throws<UserErrorException>(() => ModelImage.Prepare(Ramp, new ModelWeights(images, null, [], null), shape, stretch: false, "w.mat")).Message;
}

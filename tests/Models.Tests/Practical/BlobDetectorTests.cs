using Kiln.Models.Practical;
using Kiln.Models.Reading;

namespace Kiln.Models.Tests.Practical;

/// <summary>Part 3 against the practical's own numbers.</summary>
public sealed class BlobDetectorTests
{
    private static readonly float[] Ramp = [-4, -3, -2, -1, 0, 1, 2, 3, 4];

    [SkippableFact]
    public void Labels_are_the_practicals_own()
    {
        ImageMap gray = Gray();

        BlobLabels labels = BlobLabels.Of(gray);

        Assert.Equal((689, 164_428), (labels.PositiveCount, labels.NegativeCount));
        Assert.Equal(SharedFiles.Map("pos").Values, labels.Positive.Select(label => label ? 1f : 0));
        Assert.Equal(SharedFiles.Map("neg").Values, labels.Negative.Select(label => label ? 1f : 0));
        Assert.Equal(65_283, gray.Values.Length - labels.PositiveCount - labels.NegativeCount);
    }

    [SkippableFact]
    public void The_picture_is_prepared_as_in_the_practical()
    {
        ImageMap gray = Gray();
        Close(SharedFiles.Map("im_gray").Values, gray.Values, 1e-6);

        using BlobDetector detector = new(gray, BlobLabels.Of(gray), Ramp, new BlobOptions());

        Close(SharedFiles.Map("im_pre").Values, detector.Image.Values, 3e-6);
    }

    [SkippableFact]
    public void The_first_iteration_is_the_practicals()
    {
        using BlobDetector detector = Prepared(First());

        BlobObjective objective = detector.Step();

        Assert.Equal(SharedFiles.Trace("E_f64")[2], objective.Total, 6);
        Close(SharedFiles.Map("x2_it1").Values, detector.X2.Values, 2e-5);
        Close(SharedFiles.Map("x3_it1").Values, detector.X3.Values, 2e-5);
        Close(SharedFiles.Map("dzdx3_it1").Values, detector.Slope.ToArray(), 1e-9);
    }

    /// <summary>A pixel whose score is as close to 1 or 0 as rounding has a derivative or none: two runs in float part by some 1e-4.</summary>
    [SkippableFact]
    public void Five_hundred_iterations_follow_the_practicals()
    {
        float[] golden = SharedFiles.Trace("E_f64");
        using BlobDetector detector = Prepared(First());

        for (int t = 1; t <= 500; t++)
        {
            BlobObjective objective = detector.Step();
            Assert.True(Math.Abs(objective.Total - golden[(3 * (t - 1)) + 2]) < 1e-3, $"iteration {t}: {objective.Total}, {golden[(3 * (t - 1)) + 2]} was expected");
        }

        // MatConvNet's own run in float ends 0.011 from its run in double.
        Close(SharedFiles.Transposed(SharedFiles.Trace("w_final_f64"), 3, 3), detector.Filter.ToArray(), 0.03);
    }

    [SkippableFact]
    public void From_minus_four_to_four_the_objective_is_the_specifications()
    {
        (int Iteration, double Total, double Bias, double Tolerance)[] expected =
            [(1, 0.767186, 0.15962, 1e-5), (2, 0.453494, 0.115879, 1e-4), (3, 0.567217, -0.132226, 1e-4), (10, 0.543227, -0.479934, 1e-3), (50, 0.331971, -0.312454, 1e-2), (100, 0.302292, -0.235357, 1e-3), (200, 0.279994, -0.192284, 1e-3), (500, 0.273183, -0.162395, 1e-3)];
        ImageMap gray = Gray();
        using BlobDetector detector = new(gray, BlobLabels.Of(gray), Ramp, new BlobOptions());

        foreach ((int iteration, double total, double bias, double tolerance) in expected)
        {
            while (detector.History.Count < iteration)
                detector.Step();

            Assert.True(Math.Abs(detector.History[^1].Total - total) < tolerance, $"iteration {iteration}: objective {detector.History[^1].Total}, {total} was expected");
            Assert.True(Math.Abs(detector.Bias - bias) < 10 * tolerance, $"iteration {iteration}: bias {detector.Bias}, {bias} was expected");
        }
    }

    [Fact]
    public void The_drawn_picture_teaches_what_the_practicals_does()
    {
        ImageMap gray = DotsPicture.Draw().Gray();
        BlobLabels labels = BlobLabels.Of(gray);
        Assert.InRange(labels.PositiveCount, 400, 900);

        // A second derivative: what it sums to is small beside what its magnitudes do.
        Assert.InRange(Share(new BlobOptions()), -0.1, 0.1);

        // On the picture as sharp as it is, darkness alone is enough.
        Assert.InRange(Share(new BlobOptions { Smooth = false }), -1, -0.5);

        double Share(BlobOptions options)
        {
            using BlobDetector detector = new(gray, labels, BlobDetector.RandomFilter(1), options);
            for (int t = 0; t < 300; t++)
                detector.Step();

            float[] filter = detector.Filter.ToArray();
            return filter.Average() / filter.Average(Math.Abs);
        }
    }

    private static float[] First() => SharedFiles.Transposed(SharedFiles.Trace("w0"), 3, 3);

    private static ImageMap Gray() => ImageFile.ReadColours(SharedFiles.Require("data", "practical", "dots.jpg")).Gray();

    /// <summary>The practical's own map and labels, whatever the decoder.</summary>
    private static BlobDetector Prepared(float[] filter)
    {
        bool[] Labels(string name) => [.. SharedFiles.Map(name).Values.Select(value => value != 0)];
        return new BlobDetector(SharedFiles.Map("im_pre"), new BlobLabels(480, 480, Labels("pos"), Labels("neg")), filter, new BlobOptions { Smooth = false, Median = false });
    }

    private static void Close(float[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"element {i} is {actual[i]}, {expected[i]} was expected");
    }
}

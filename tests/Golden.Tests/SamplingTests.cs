using Kiln.Golden.Tests.Manifests;
using Kiln.Golden.Tests.Runs;
using Kiln.Golden.Tests.Support;

namespace Kiln.Golden.Tests;

/// <summary>How a case of samplers and regions becomes a network where MatConvNet and Kiln arrange things differently. The numbers are worked out by hand.</summary>
public class SamplingTests
{
    private static readonly (string, int[], float[]) Map = ("x", [4, 4], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]), Region = ("rois", [5, 1], [1, 1, 1, 8, 4]);

    /// <summary>Before the map, between its pixels and behind it: the first is 0 by the rule of MatConvNet's processor code, the last has faded by a quarter.</summary>
    [Fact]
    public void SeveralGridsOfAnImageAddUp()
    {
        CaseReport report = Run(
            "vl_nnbilinearsampler", "{}",
            ("x", [2, 2], [1, 2, 3, 4]), ("grid", [2, 1, 1, 3], [-1.5f, 0, 0, 0, 1.5f, 0]), ("y", [1, 1, 1, 3], [0, 2.5f, 2.25f]),
            ("dzdy", [1, 1, 1, 3], [5, 4, 8]), ("dzdx", [2, 2], [1, 4, 1, 4]), ("dzdgrid", [2, 1, 1, 3], [0, 0, 2, 4, -12, 6]));

        Passes(report, "y", "dzdx", "dzdgrid");
    }

    /// <summary>Between the regions of the second image stands one of the first; an image's number that is too large is the last one's.</summary>
    [Fact]
    public void ImagesMayHaveUnequallyManyRegions()
    {
        CaseReport report = Run(
            "vl_nnroipool", "{}",
            ("x", [2, 2, 1, 2], [1, 2, 3, 4, 5, 6, 7, 8]), ("rois", [5, 3], [2, 1, 1, 1, 2, 1, 1, 1, 2, 2, 7, 1, 1, 2, 1]), ("y", [1, 1, 1, 3], [6, 4, 7]),
            ("dzdy", [1, 1, 1, 3], [1, 2, 4]), ("dzdx", [2, 2, 1, 2], [0, 0, 0, 2, 0, 1, 4, 0]));

        Passes(report, "y", "dzdx");
    }

    /// <summary>Columns 1 to 8 become 1 to 5, of which the map has four; rows 1 to 4 become 1 to 2.</summary>
    [Theory]
    [InlineData("[0.5, 0.25]")]
    [InlineData("[0.5, 0, 0, 0.25, 0.5, 0.75]")]
    [InlineData("[[0.5, 0, 0.5], [0, 0.25, 0.75]]")]
    public void ATransformIsTwoNumbersOrAMatrix(string transform) =>
        Passes(Run("vl_nnroipool", $$"""{ "method": "avg", "transform": {{transform}} }""", Map, Region, ("y", [1], [7.5f])), "y");

    [Theory]
    [InlineData("[1, 2, 3]", "transformed by one number, two, or a matrix of 2 × 3")]
    [InlineData("[[1, 2, 3], [4, 5]]", "option transform of case should be a matrix whose rows are equally long")]
    public void AnotherTransformIsNone(string transform, string expected) =>
        Assert.Contains(expected, Run("vl_nnroipool", $$"""{ "transform": {{transform}} }""", Map, Region, ("y", [1], [14])).Reason, StringComparison.Ordinal);

    [Fact]
    public void EveryImageNeedsAsManyGrids()
    {
        CaseReport report = Run("vl_nnbilinearsampler", "{}", ("x", [1, 1, 1, 2], [1, 2]), ("grid", [2, 1, 1, 3], [0, 0, 0, 0, 0, 0]), ("y", [1, 1, 1, 3], [1, 1, 2]));

        Assert.Contains("as many grids for each image, not 3 for 2", report.Reason, StringComparison.Ordinal);
    }

    private static void Passes(CaseReport report, params string[] tensors)
    {
        Assert.True(report.Outcome == Outcome.Passed, report.ToString());
        Assert.Equal(tensors, report.Errors.Select(error => error.Tensor));
    }

    private static CaseReport Run(string function, string options, params (string, int[], float[])[] tensors)
    {
        using ManifestFolder folder = new();
        folder.Add("case", function, options, tensors);
        using GoldenRun run = new(Manifest.Read(folder.Path));
        return run.Run("case", GoldenRun.Widths);
    }
}

using Kiln.Golden.Tests.Declarations;
using Kiln.Golden.Tests.Manifests;
using Kiln.Golden.Tests.Runs;

namespace Kiln.Golden.Tests.Operators;

/// <summary>Convolutions, the other way too, and one without filters.</summary>
internal static class Convolutions
{
    /// <summary><c>vl_nnconv</c>: x, w (FH × FW × channels of a group × filters) and b, options stride, pad and dilate. Without w it takes every so many pixels.</summary>
    public static IExperiment Conv(GoldenCase one)
    {
        if (one.Find("w") is not { } w)
        {
            one.PassOver("dzdw");
            return Subsample(one);
        }

        (int Y, int X) dilate = one.Options.Pair("dilate", 1);
        string window = Literal.Window(one.Options);

        // MatConvNet sees the groups from the depth of the filters.
        int groups = one["x"].Channels / w.Channels;
        return new MapExperiment(one, new MapInput(one, "x"))
        {
            Attribute = $"Conv({w.Height}, {w.Width}, {w.Count}, {window}, Groups = {groups}, DilationY = {dilate.Y}, DilationX = {dilate.X}, Bias = {Literal.Of(one.Has("b"))})",
            Handle = nameof(ConvLayer),
            Parameters = [new(one, "Weights", "w", Layouts.Filters), new(one, "Biases", "b", Layouts.Vector)],
        };
    }

    /// <summary><c>vl_nnconvt</c>: x, w (FH × FW × channels that a group makes × channels of x) and b, options upsample, crop and numGroups.</summary>
    public static IExperiment Transpose(GoldenCase one)
    {
        Tensor w = one["w"];
        int groups = one.Options.Whole("numGroups", 1);
        (int Y, int X) stride = one.Options.Pair("upsample", 1);
        (int Top, int Bottom, int Left, int Right) crop = one.Options.Sides("crop");
        return new MapExperiment(one, new MapInput(one, "x"))
        {
            Attribute =
                $"ConvTranspose({w.Height}, {w.Width}, {w.Channels * groups}, StrideY = {stride.Y}, StrideX = {stride.X}, "
                + $"CropTop = {crop.Top}, CropBottom = {crop.Bottom}, CropLeft = {crop.Left}, CropRight = {crop.Right}, Groups = {groups}, Bias = {Literal.Of(one.Has("b"))})",
            Handle = nameof(ConvLayer),
            Parameters = [new(one, "Weights", "w", Layouts.Filters), new(one, "Biases", "b", Layouts.Vector)],
        };
    }

    private static MapExperiment Subsample(GoldenCase one) => new(one, new MapInput(one, "x"))
    {
        Attribute = $"Subsample({Literal.Window(one.Options)}, Bias = {Literal.Of(one.Has("b"))})",
        Parameters = [new(one, "Biases", "b", Layouts.Vector)],
    };
}

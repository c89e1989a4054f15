using Kiln.Golden.Tests.Declarations;
using Kiln.Golden.Tests.Manifests;
using Kiln.Golden.Tests.Runs;

namespace Kiln.Golden.Tests.Operators;

/// <summary><c>vl_nnconv</c>: x, w (FH × FW × channels of a group × filters) and b, options stride, pad and dilate.</summary>
internal static class Convolutions
{
    public static IExperiment Conv(GoldenCase one)
    {
        Tensor w = one["w"];
        (int Y, int X) dilate = one.Options.Pair("dilate", 1);
        string window = Literal.Window(one.Options.Pair("stride", 1), one.Options.Sides("pad"));

        // MatConvNet sees the groups from the depth of the filters.
        int groups = one["x"].Channels / w.Channels;
        return new MapExperiment(one, "x")
        {
            Attribute = $"Conv({w.Height}, {w.Width}, {w.Count}, {window}, Groups = {groups}, DilationY = {dilate.Y}, DilationX = {dilate.X}, Bias = {Literal.Of(one.Has("b"))})",
            Handle = nameof(ConvLayer),
            Parameters = [new(one, "Weights", "w", Layouts.Filters), new(one, "Biases", "b", Layouts.Vector)],
        };
    }
}

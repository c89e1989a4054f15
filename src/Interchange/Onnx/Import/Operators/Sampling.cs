using Kiln.Interchange.Declarations;

namespace Kiln.Interchange.Onnx.Import.Operators;

/// <summary>Samples of a map at points that a layer computes. Points are u, then v there, and v, then u here.</summary>
internal static class Sampling
{
    /// <summary>The kind of a layer that is none: points whose channels are in the other order.</summary>
    public const string SwappedKind = "swapped";

    public static void GridSample(NodeImport node)
    {
        LayerLine input = node.Map();
        MapView grid = node.View(1);
        if (node.Text("mode", "linear") is not ("bilinear" or "linear") || node.Text("padding_mode", "zeros") != "zeros" || node.Int("align_corners", 0) != 1)
            throw new UnsupportedException("only linear samples with zeros around and align_corners = 1 can be said");

        if (grid.Line is not { Kind: SwappedKind, Output.Channels: 2 } swapped || !grid.SameAs(MapView.Of(swapped).Transposed([1, 2, 0])))
            throw new UnsupportedException("reads points that were not put from v, u into the order u, v and N × rows × columns × 2");

        LayerLine points = swapped.Inputs[0];
        node.OutputMap(new LayerLine("bilinearsampler", points.Output with { Channels = input.Output.Channels }, input, points));
    }

    /// <summary>The channels of points in the other order: only <see cref="GridSample"/> can read these.</summary>
    public static void Swap(NodeImport node, long axis)
    {
        LayerLine input = node.Map();
        if (NodeImport.Axis(axis, 4) != 1 || input.Output.Channels != 2 || node.Constant(1, "indices").Integers is not [1, 0])
            throw new UnsupportedException("takes some elements of a map, which cannot be said");

        node.Output(MapView.Of(new LayerLine(SwappedKind, input.Output, input)));
    }
}

using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Planning.Cpu;

/// <summary>Which weights are kept as half floats, where the network wants that: those that are read from memory at every call, so that half the bytes are half the time.</summary>
internal static class HalfWeights
{
    /// <summary>Whether the kernels of a convolution that is computed directly read half floats. On all targets alike: their results differ in roundings alone.</summary>
    public static bool Serve(NetworkGraph graph, ConvGeometry geometry) =>
        graph.Declaration.HalvesWeights && !geometry.IsDepthwise && (IsReadOnce(graph, geometry) || Target.All.All(target => TileChoice.ExceedsCaches(target, geometry.WeightFloats)));

    /// <summary>Whether every weight serves a single multiply-add an image, as in a fully connected layer: it takes longer to read than to use.</summary>
    private static bool IsReadOnce(NetworkGraph graph, ConvGeometry geometry) => !graph.AnyExtent && geometry.Output.Pixels == 1;
}

using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;

namespace Kiln.Generator.Planning;

/// <summary>One parameter array in the arena that the network and its inference variants share.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Array">Role and extents.</param>
/// <param name="Offset">Floats from the arena's start; a multiple of 16, so that the last vector of the array before ends in front of it.</param>
internal sealed record PlacedParameter(Node Node, ParameterArray Array, int Offset)
{
    public string Name => $"{Node.Name}.{Array.Role}";

    public int Length => Array.Dimensions.Aggregate(1, (product, extent) => product * extent);

    /// <summary>Layer by layer, array by array. It depends on nothing but the layers, so variants of other extents get the same places.</summary>
    public static IReadOnlyList<PlacedParameter> All(NetworkGraph graph)
    {
        List<PlacedParameter> placed = [];
        int offset = 0;
        foreach (Node node in graph.Nodes)
        {
            foreach (ParameterArray array in node.Parameters)
            {
                placed.Add(new PlacedParameter(node, array, offset));
                offset += (placed[^1].Length + ArenaPlan.Alignment - 1) / ArenaPlan.Alignment * ArenaPlan.Alignment;
            }
        }

        return placed;
    }
}

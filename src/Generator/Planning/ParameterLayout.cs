using System.Collections.Generic;
using Kiln.Generator.Graph;
using Kiln.Generator.Support;

namespace Kiln.Generator.Planning;

/// <summary>One parameter array in the arena that the network and its inference variants share.</summary>
/// <param name="Array">Name and extents.</param>
/// <param name="Offset">Floats from the arena's start; a multiple of 16, so that the last vector of the array before ends in front of it.</param>
internal sealed record PlacedParameter(ParameterArray Array, int Offset)
{
    /// <summary>Floats of a cache line.</summary>
    private const int Alignment = 16;

    public string Name => Array.Name;

    public int Length => Array.Length;

    /// <summary>The end of a C# name: <c>Conv1_Weights</c>.</summary>
    public string Identifier => $"{Identifiers.OfPath(Array.Layer)}_{Array.Role}";

    /// <summary>Array by array. It depends on nothing but the network's layers, so variants of other extents get the same places.</summary>
    public static IReadOnlyList<PlacedParameter> All(NetworkGraph graph)
    {
        List<PlacedParameter> placed = [];
        int offset = 0;
        foreach (ParameterArray array in graph.Parameters)
        {
            placed.Add(new PlacedParameter(array, offset));
            offset += (array.Length + Alignment - 1) / Alignment * Alignment;
        }

        return placed;
    }
}

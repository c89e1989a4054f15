using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Graph.Layers;

namespace Kiln.Generator.Graph;

/// <summary>Makes the graph of the layers of a network that learn, which read one of those that stay as they are.</summary>
internal static class HeadBuilder
{
    /// <param name="declaration">The head.</param>
    /// <param name="network">The network that it is of.</param>
    /// <param name="sources">The lines each layer reads.</param>
    /// <param name="problems">Gets what keeps the network from being cut there.</param>
    public static NetworkGraph? Build(NetworkDeclaration declaration, NetworkGraph network, IReadOnlyList<int[]> sources, ICollection<Problem> problems)
    {
        HashSet<Node> staying = [];
        foreach (Node node in network.Nodes.Where(node => Stays(node) && node.Inputs.All(staying.Contains)))
            staying.Add(node);

        Node[] head = [.. network.Nodes.Where(node => !staying.Contains(node))];
        Node[] read = [.. head.SelectMany(node => node.Inputs).Where(staying.Contains).Distinct().OrderBy(node => node.Index)];
        if (Reason(network, staying, read) is { } reason)
        {
            problems.Add(new Problem("KILN0317", null, null, declaration.Identifier, declaration.ParametersOwner, reason));
            return null;
        }

        Layer[] layers = [.. network.Nodes.Select(node => node.Layer)];
        layers[read[0].Index] = new Input(read[0].Shape);
        return new ShapeInference(declaration, layers, [.. sources.Select((lines, line) => line == read[0].Index ? [] : lines)], network.Scores.Index)
        {
            Wanted = [.. head.Append(read[0]).Select(node => node.Index)],
            Parameters = network.Parameters,
        }.Run(problems);
    }

    /// <summary>Whether a layer computes the same of an image in every step, if those that it reads do.</summary>
    private static bool Stays(Node node) =>
        !node.Layer.TrainingOnly && !node.PassesThrough && node.Layer is not Dropout && node.Parameters.All(array => array.Update == ParameterUpdate.Fixed);

    private static string? Reason(NetworkGraph network, ICollection<Node> staying, Node[] read) =>
        !network.Losses.Any(loss => loss.IsTrained) ? "that has no loss; declare one"
        : staying.Contains(network.Scores) ? "nothing that its scores need learns; leave Frozen out where it should"
        : read.Length > 1 ? $"what learns reads {string.Join(" and ", read.Select(node => node.Identifier))} of the others; let one layer lie between"
        : read[0].IsInput ? "its first layers learn; declare those that stay as they are with Frozen = true"
        : null;
}

using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Graph.Layers;

namespace Kiln.Generator.Graph;

/// <summary>Makes the graph of an inference variant from that of the network whose layers it has: other extents, and nothing that only trains.</summary>
internal static class VariantBuilder
{
    /// <summary>Paths that meet may need a little more than each alone, until their strides agree. Beyond so many pixels they never do.</summary>
    private const int MostMore = 64;

    /// <param name="declaration">The variant.</param>
    /// <param name="network">The network at its own extents.</param>
    /// <param name="sources">The lines each layer reads.</param>
    /// <param name="problems">Gets what is wrong with the extents.</param>
    public static NetworkGraph? Build(NetworkDeclaration declaration, NetworkGraph network, IReadOnlyList<int[]> sources, List<Problem> problems)
    {
        Layer[] layers = [.. network.Nodes.Select(node => node.Layer)];
        sources = [.. sources.Select(lines => lines.Select(line => Seen(network.Nodes[line]).Index).ToArray())];
        Node scores = Seen(network.Scores);
        HashSet<int> wanted = Wanted(network, scores, sources);
        Variant variant = declaration.Variant!;
        HashSet<int> moving = Moving(network, wanted);
        if (CheckExtents(declaration, variant) is { } wrong)
        {
            problems.Add(wrong);
            return null;
        }

        List<Problem> first = [];
        if (!variant.AnyExtent)
        {
            // Whether the maps fit is for the layers to say; the receptive field only says it in fewer words.
            if (At(variant.Height, variant.Width, first) is { } graph)
                return graph;

            problems.AddRange(TooSmall(declaration, variant, ReceptiveField.Of(network.Nodes, sources, wanted, moving)) is { } small ? [small] : first);
            return null;
        }

        (int Height, int Width) smallest = ReceptiveField.Of(network.Nodes, sources, wanted, moving);
        for (int more = 0; more < MostMore; more++)
        {
            List<Problem> found = [];
            if (At(smallest.Height + more, smallest.Width + more, found) is { } graph)
                return graph;

            if (more == 0)
                first = found;
        }

        problems.AddRange(first);
        return null;

        NetworkGraph? At(int height, int width, ICollection<Problem> found)
        {
            foreach (int input in moving)
                layers[input] = new Input(network.Nodes[input].Shape with { Height = height, Width = width }) { AnyExtent = variant.AnyExtent };

            return new ShapeInference(declaration, layers, sources, scores.Index) { Wanted = wanted, Parameters = network.Parameters }.Run(found);
        }
    }

    /// <summary>The layer that readers of a layer read in inference: those of one that exists in training alone read what it reads.</summary>
    private static Node Seen(Node node) => node.PassesThrough ? Seen(node.Inputs[0]) : node;

    /// <summary>The inputs that have the variant's extents: the first, and those that are as large. Another, say a row of numbers beside an image, keeps its own.</summary>
    private static HashSet<int> Moving(NetworkGraph network, HashSet<int> wanted)
    {
        Node[] inputs = [.. network.Inputs.Where(input => wanted.Contains(input.Index))];
        return [.. inputs.Where(input => (input.Shape.Height, input.Shape.Width) == (inputs[0].Shape.Height, inputs[0].Shape.Width)).Select(input => input.Index)];
    }

    /// <summary>The nodes that the scores or a kept layer need.</summary>
    private static HashSet<int> Wanted(NetworkGraph network, Node scores, IReadOnlyList<int[]> sources)
    {
        HashSet<int> wanted = [];
        foreach (Node node in network.Nodes.Reverse())
        {
            bool isEnd = node == scores || (node.Keep && !node.Layer.TrainingOnly && !node.PassesThrough);
            if (!isEnd && !wanted.Contains(node.Index))
                continue;

            wanted.Add(node.Index);
            foreach (int input in sources[node.Index])
                wanted.Add(input);
        }

        return wanted;
    }

    private static Problem? CheckExtents(NetworkDeclaration declaration, Variant variant)
    {
        foreach ((string name, int value) in new[] { ("Height", variant.Height), ("Width", variant.Width) })
        {
            if (value < 0 || value > Limits.Floats)
                return new Problem("KILN0306", null, name, declaration.Identifier, name, Text(value), Text(Limits.Floats));
        }

        if (variant.AnyExtent)
            return null;

        if (variant.Height == 0)
            return new Problem("KILN0307", null, "Width", declaration.Identifier, "Width", Text(variant.Width), "Height");

        if (variant.Width == 0)
            return new Problem("KILN0307", null, "Height", declaration.Identifier, "Height", Text(variant.Height), "Width");

        return null;
    }

    /// <summary>That the extents leave no score; null if they are not smaller than the receptive field.</summary>
    private static Problem? TooSmall(NetworkDeclaration declaration, Variant variant, (int Height, int Width) smallest)
    {
        if (variant.Height >= smallest.Height && variant.Width >= smallest.Width)
            return null;

        string argument = variant.Height < smallest.Height ? "Height" : "Width";
        return new Problem(
            "KILN0308",
            null,
            argument,
            declaration.Identifier, $"{Text(variant.Height)}×{Text(variant.Width)}", declaration.ParametersOwner, $"{Text(smallest.Height)}×{Text(smallest.Width)}");
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}

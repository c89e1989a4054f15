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
        HashSet<int> wanted = Wanted(network);
        InferenceVariant variant = declaration.Variant!;
        (int Height, int Width) smallest = ReceptiveField.Of(layers, sources, wanted);
        if (CheckExtents(declaration, variant, smallest) is { } wrong)
        {
            problems.Add(wrong);
            return null;
        }

        if (!variant.AnyExtent)
            return At(variant.Height, variant.Width, problems);

        List<Problem> first = [];
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
            layers[0] = new Input(network.Input.Shape with { Height = height, Width = width });
            return new ShapeInference(declaration, layers, sources, network.Scores.Index) { Wanted = wanted, Parameters = network.Parameters }.Run(found);
        }
    }

    /// <summary>The nodes that the scores or a kept layer need.</summary>
    private static HashSet<int> Wanted(NetworkGraph network)
    {
        HashSet<int> wanted = [0];
        foreach (Node node in network.Nodes.Reverse())
        {
            bool isEnd = node == network.Scores || (node.Keep && !node.Layer.TrainingOnly);
            if (!isEnd && !wanted.Contains(node.Index))
                continue;

            wanted.Add(node.Index);
            foreach (Node input in node.Inputs)
                wanted.Add(input.Index);
        }

        return wanted;
    }

    private static Problem? CheckExtents(NetworkDeclaration declaration, InferenceVariant variant, (int Height, int Width) smallest)
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

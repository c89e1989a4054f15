using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Graph.Layers;

namespace Kiln.Generator.Graph;

/// <summary>Walks the layers top to bottom and gives each its shape. Stops at the first that has none.</summary>
internal static class ShapeInference
{
    /// <summary>The graph with shapes, or null and one problem.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="layers">Its layers; without the loss in an inference variant.</param>
    /// <param name="sources">The line each layer reads.</param>
    /// <param name="problems">Gets the problem.</param>
    public static NetworkGraph? Run(NetworkDeclaration declaration, IReadOnlyList<Layer> layers, int[] sources, List<Problem> problems)
    {
        Layer input = layers[0];
        if (declaration.Variant is { } variant)
        {
            (int Height, int Width) smallest = ReceptiveField.Of(layers, sources);
            if (CheckExtents(declaration, variant, smallest) is { } wrong)
            {
                problems.Add(wrong);
                return null;
            }

            (int height, int width) = variant.AnyExtent ? smallest : (variant.Height, variant.Width);
            input = new Input(((Input)input).Shape with { Height = height, Width = width });
        }

        List<Node> nodes = [];
        long parameters = 0;
        for (int i = 0; i < layers.Count; i++)
        {
            Node[] inputs = i == 0 ? [] : [nodes[sources[i]]];
            LayerDeclaration line = declaration.Layers[i];
            if (MakeNode(declaration, i, i == 0 ? input : layers[i], inputs, problems) is not { } node || !CountParameters(node, ref parameters, problems))
                return null;

            nodes.Add(node);
        }

        return new NetworkGraph(declaration, nodes);
    }

    private static Problem? CheckExtents(NetworkDeclaration declaration, InferenceVariant variant, (int Height, int Width) smallest)
    {
        foreach ((string name, int value) in new[] { ("Height", variant.Height), ("Width", variant.Width) })
        {
            if (value < 0 || value > Limits.Floats)
                return new Problem("KILN0306", null, name, declaration.Name, name, Text(value), Text(Limits.Floats));
        }

        if (variant.AnyExtent)
            return null;

        if (variant.Height == 0)
            return new Problem("KILN0307", null, "Width", declaration.Name, "Width", Text(variant.Width), "Height");

        if (variant.Width == 0)
            return new Problem("KILN0307", null, "Height", declaration.Name, "Height", Text(variant.Height), "Width");

        if (variant.Height >= smallest.Height && variant.Width >= smallest.Width)
            return null;

        string argument = variant.Height < smallest.Height ? "Height" : "Width";
        return new Problem(
            "KILN0308",
            null,
            argument,
            declaration.Name, $"{Text(variant.Height)}×{Text(variant.Width)}", declaration.ParametersOwner, $"{Text(smallest.Height)}×{Text(smallest.Width)}");
    }

    private static Node? MakeNode(NetworkDeclaration declaration, int index, Layer layer, Node[] inputs, List<Problem> problems)
    {
        LayerDeclaration line = declaration.Layers[index];
        Shape shape = default;
        if (inputs.Length > 0)
        {
            shape = inputs[0].Shape;
            Window window = layer.Window;
            Shape padded = new(shape.Height + window.PadTop + window.PadBottom, shape.Width + window.PadLeft + window.PadRight, shape.Channels);
            if (window.Height > padded.Height || window.Width > padded.Width)
            {
                problems.Add(new Problem("KILN0301", line.Name, null, line.Name, window.ToString(), inputs[0].Name, padded.ToString(), $"{Text(padded.Height)}×{Text(padded.Width)}"));
                return null;
            }
        }

        Shape output = layer.Output(shape);
        if (!Limits.Exceeded(output.Height, output.Width, output.Channels))
            return new Node(index, line.Name, layer, inputs, output, line.Keep);

        // The extents of a variant are its own: the mistake is not in the layer it reads.
        string? site = declaration.Variant is null ? line.Name : null;
        problems.Add(new Problem("KILN0304", site, null, line.Name, output.ToString(), Text(Limits.Floats)));
        return null;
    }

    private static bool CountParameters(Node node, ref long total, List<Problem> problems)
    {
        foreach (ParameterArray array in node.Parameters)
        {
            bool exceeded = Limits.Exceeded(array.Dimensions);
            if (!exceeded)
                total += array.Dimensions.Aggregate(1L, (product, extent) => product * extent);

            if (exceeded || total > Limits.Floats)
            {
                string extents = string.Join("×", array.Dimensions.Select(extent => Text(extent)));
                problems.Add(new Problem("KILN0305", node.Name, null, node.Name, array.Role, extents, Text(Limits.Floats)));
                return false;
            }
        }

        return true;
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}

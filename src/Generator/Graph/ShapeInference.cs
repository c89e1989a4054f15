using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Graph.Layers;

namespace Kiln.Generator.Graph;

/// <summary>Walks the layers top to bottom and gives each its shape and its parameters. Stops at the first that has none.</summary>
/// <param name="declaration">The declaration.</param>
/// <param name="layers">Its layers.</param>
/// <param name="sources">The lines each layer reads.</param>
/// <param name="scores">The line that computes the scores.</param>
internal sealed class ShapeInference(NetworkDeclaration declaration, IReadOnlyList<Layer> layers, IReadOnlyList<int[]> sources, int scores)
{
    /// <summary>The lines that become nodes; all of them unless a variant leaves some out.</summary>
    public ICollection<int> Wanted { get; init; } = [.. Enumerable.Range(0, layers.Count)];

    /// <summary>The arrays of the network whose parameters a variant uses.</summary>
    public IReadOnlyList<ParameterArray>? Parameters { get; init; }

    private bool IsVariant => declaration.Variant is not null;

    /// <summary>The graph with shapes, or null and one problem.</summary>
    public NetworkGraph? Run(ICollection<Problem> problems)
    {
        Dictionary<int, Node> nodes = [];
        List<ParameterArray> parameters = [];
        long floats = 0;
        for (int i = 0; i < layers.Count; i++)
        {
            if (!Wanted.Contains(i))
                continue;

            Node[] inputs = [.. sources[i].Select(source => nodes[source])];
            if (MakeNode(i, nodes, inputs, problems) is not { } node)
                return null;

            nodes[i] = node;
            if (IsVariant || node.Shares)
                continue;

            if (!Count(node, ref floats, problems))
                return null;

            parameters.AddRange(node.Parameters);
        }

        return new NetworkGraph(declaration, [.. nodes.OrderBy(pair => pair.Key).Select(pair => pair.Value)], nodes[scores], Parameters ?? parameters);
    }

    private Node? MakeNode(int line, Dictionary<int, Node> nodes, Node[] inputs, ICollection<Problem> problems)
    {
        int index = nodes.Count;
        LayerDeclaration declared = declaration.Layers[line];
        if (inputs.Length == 0)
        {
            if (declared.TrainingOnly)
                return Refuse(problems, new Problem("KILN0312", declared.Name, "TrainingOnly", declared.Identifier, "is an input"));

            Shape image = ((Input)layers[line]).Shape;
            return Checked(declared, image.Height, image.Width, image.Channels, problems) is { } fits ? new Node(index, line, declared, layers[line], [], fits, []) : null;
        }

        Shape input = inputs[0].Shape;
        Shape[] shapes = [.. inputs.Select(source => source.Shape)];
        Layer layer = layers[line].On(shapes);
        if (declaration.Variant?.AnyExtent == true && layer.NeedsExtents)
            return Refuse(problems, new Problem("KILN0315", null, null, declaration.Identifier, declared.Identifier, layer.Kind));

        if (layer.Check(inputs) is { } mismatch)
            return Refuse(problems, new Problem(mismatch.Id, IsVariant ? null : declared.Name, IsVariant ? null : mismatch.Argument, [declared.Identifier, .. mismatch.Arguments]));

        Window window = layer.Window;
        if (!window.Vertical.Fits(input.Height) || !window.Horizontal.Fits(input.Width))
        {
            long height = input.Height + window.Vertical.Pads, width = input.Width + window.Horizontal.Pads;
            string covered = $"{Text(window.Vertical.Covered)}×{Text(window.Horizontal.Covered)}";
            string size = covered == window.ToString() ? covered : $"{window}, dilated to {covered}";
            return Refuse(problems, new Problem(
                "KILN0301", declared.Name, null, declared.Identifier, size, inputs[0].Identifier, $"{Text(height)}×{Text(width)}×{input.Channels}", $"{Text(height)}×{Text(width)}"));
        }

        (long outputHeight, long outputWidth, long channels) = layer.Output(shapes);
        if (Checked(declared, outputHeight, outputWidth, channels, problems) is not { } shape)
            return null;

        if (declared.TrainingOnly && PassThrough(layer, inputs, shape) is { } reason)
            return Refuse(problems, new Problem("KILN0312", declared.Name, "TrainingOnly", declared.Identifier, reason));

        string owner = SharedParameters.OwnerOf(declaration, declared);
        IReadOnlyList<ParameterArray> own = [.. layer.Parameters(declared.Name, input)];
        if (Parameters is not null)
        {
            // Those of the network itself, whether or not the variant has their owner.
            own = own.Count == 0 ? own : [.. Parameters.Where(array => array.Layer == owner)];
        }
        else if (owner != declared.Name && own.Count > 0)
        {
            Node shared = nodes.Values.First(node => node.Name == owner);
            if (SharedParameters.Differ(declared, own, shared.Parameters) is { } difference)
                return Refuse(problems, difference);

            (layer, own) = (layer.WithArraysOf(shared.Layer), shared.Parameters);
        }

        return new Node(index, line, declared, layer, inputs, shape, own);
    }

    /// <summary>What keeps readers of a layer from reading its input instead; null if nothing does.</summary>
    private static string? PassThrough(Layer layer, Node[] inputs, Shape shape) =>
        layer.TrainingOnly ? "is a loss, which exists in training alone anyway"
        : inputs.Length > 1 ? $"reads {MessageText.Count(inputs.Length, "layer")}"
        : shape != inputs[0].Shape ? $"makes {shape} of {inputs[0].Shape}"
        : null;

    /// <summary>The shape, if a map of it, with the padding that its readers may ask for, stays within the limit.</summary>
    private Shape? Checked(LayerDeclaration declared, long height, long width, long channels, ICollection<Problem> problems)
    {
        if (!Limits.Exceeded(height, width, channels))
            return new Shape((int)height, (int)width, (int)channels);

        // The extents of a variant are its own: the mistake is not in the layer it reads.
        problems.Add(new Problem(
            "KILN0304", IsVariant ? null : declared.Name, null, declared.Identifier, $"{Text(height)}×{Text(width)}×{Text(channels)}", Text(Limits.Floats)));
        return null;
    }

    private static bool Count(Node node, ref long total, ICollection<Problem> problems)
    {
        foreach (ParameterArray array in node.Parameters)
        {
            total += array.Count;
            if (total > Limits.Floats)
            {
                string extents = string.Join("×", array.Dimensions.Select(extent => Text(extent)));
                problems.Add(new Problem("KILN0305", node.Name, null, node.Identifier, array.Role, extents, Text(Limits.Floats)));
                return false;
            }
        }

        return true;
    }

    private static Node? Refuse(ICollection<Problem> problems, Problem problem)
    {
        problems.Add(problem);
        return null;
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}

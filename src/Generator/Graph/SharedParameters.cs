using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Support;

namespace Kiln.Generator.Graph;

/// <summary>Layers that have the parameter arrays of another.</summary>
internal static class SharedParameters
{
    /// <summary>Finds what is wrong with the names, whatever the extents are.</summary>
    public static void Check(NetworkDeclaration declaration, IReadOnlyList<Layer> layers, List<Problem> problems)
    {
        for (int i = 0; i < layers.Count; i++)
        {
            LayerDeclaration line = declaration.Layers[i];
            if (line.WeightsOf is not { } name)
                continue;

            int owner = Edges.Named(declaration, i, name, "WeightsOf", problems);
            if (owner >= 0 && owner < i && Reason(layers[i], layers[owner]) is { } reason && !(Identifiers.IsPath(line.Name) && !HasArrays(layers[i]) && layers[i].Kind == layers[owner].Kind))
                problems.Add(Problem(line, declaration.Layers[owner].Identifier, reason, "name a layer of the same kind with weights, or remove WeightsOf"));
        }
    }

    /// <summary>The layer whose arrays each line has: itself, or the one that it names, or that one's.</summary>
    public static string OwnerOf(NetworkDeclaration declaration, LayerDeclaration line)
    {
        while (line.WeightsOf is { } name)
            line = declaration.Layers[Edges.LineOf(declaration, name)];

        return line.Name;
    }

    /// <summary>What keeps a layer from having these arrays instead of its own; null if nothing does.</summary>
    public static Problem? Differ(LayerDeclaration line, IReadOnlyList<ParameterArray> own, IReadOnlyList<ParameterArray> shared)
    {
        string owner = line.WeightsOf!;
        foreach (ParameterArray array in own)
        {
            if (shared.FirstOrDefault(other => other.Role == array.Role) is not { } other)
                return Problem(line, owner, $"{owner} has no {array.Role}", "give both the same arguments");

            if (!other.Dimensions.SequenceEqual(array.Dimensions))
                return Problem(line, owner, $"its {array.Role} would be {Extents(array)}, and those are {Extents(other)}", "give both the same arguments, and inputs with as many channels");
        }

        return shared.FirstOrDefault(other => own.All(array => array.Role != other.Role)) is { } more
            ? Problem(line, owner, $"{owner} has {more.Role} too", "give both the same arguments")
            : null;
    }

    /// <summary>What is wrong with having the weights of another line.</summary>
    public static Problem Problem(LayerDeclaration line, string owner, string reason, string mend) =>
        new("KILN0124", line.Name, "WeightsOf", line.Identifier, owner, reason, mend);

    private static string? Reason(Layer layer, Layer owner) =>
        !HasArrays(layer) ? $"a {layer.Kind} has no weights"
        : !HasArrays(owner) ? $"that is no layer with weights, but of the kind {owner.Kind}"
        : AtOnePixel(layer).GetType() != AtOnePixel(owner).GetType() ? $"one is a {layer.Kind} and the other a {owner.Kind}"
        : null;

    /// <summary>Whether a layer has parameters: their extents follow from the input, but not whether there are any.</summary>
    private static bool HasArrays(Layer layer) => AtOnePixel(layer).Parameters("", OnePixel).Any();

    private static Layer AtOnePixel(Layer layer) => layer.On([OnePixel]);

    private static Shape OnePixel => new(1, 1, 1);

    private static string Extents(ParameterArray array) => string.Join("×", array.Dimensions.Select(extent => FormattableString.Invariant($"{extent}")));
}

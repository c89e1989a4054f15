using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Blocks;
using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Support;

namespace Kiln.Generator.Graph;

/// <summary>Makes the graph of a declaration: layers, explicit edges, shapes.</summary>
internal static class GraphBuilder
{
    /// <summary>Builds the graph. A variant is built at its network's own size first, which finds the mistakes in the layers.</summary>
    /// <remarks>Each stage reports every mistake it sees and a later stage runs only if there was none, so that no mistake is reported twice.
    /// Every problem names a layer, except those about the extents of an inference variant: in a variant, a problem that names a layer
    /// belongs to the network it reads, and is reported there.</remarks>
    /// <returns>Null exactly when problems were added.</returns>
    public static NetworkGraph? Build(NetworkDeclaration declaration, ICollection<Problem> problems)
    {
        List<Problem> found = [];
        NetworkGraph? graph = Stages(declaration, found);

        // A mistake with a use shows in every layer that it concerns, and is one mistake.
        HashSet<(string, string)> uses = [];
        foreach (Problem problem in found)
        {
            if (problem.Layer is not { } layer || !Identifiers.IsPath(layer) || uses.Add((problem.Id, Identifiers.FirstOfPath(layer))))
                problems.Add(problem);
        }

        return graph;
    }

    private static NetworkGraph? Stages(NetworkDeclaration declaration, List<Problem> problems)
    {
        declaration = BlockExpander.Expand(declaration, problems);
        if (problems.Count > 0 || Connect(declaration, isBlock: false, problems) is not var (layers, sources))
            return null;

        if (layers.FindIndex(layer => layer is Loss) is >= 0 and var measure && !layers.Any(layer => layer is Loss { Trains: true }))
        {
            problems.Add(new Problem("KILN0216", declaration.Layers[measure].Name, null, declaration.Layers[measure].Identifier, declaration.Identifier));
            return null;
        }

        if (declaration is { Variant: null, HalvesWeights: true } && Trains(declaration, layers) is { } reason)
        {
            problems.Add(new Problem("KILN0218", null, "Weights", declaration.Identifier, reason));
            return null;
        }

        int scores = Edges.Scores(layers, sources);
        NetworkGraph? network = new ShapeInference(declaration with { Variant = null }, layers, sources, scores).Run(problems);
        if (network is null)
            return null;

        CheckGradients(network, problems);
        if (declaration is { Recompute: true, Variant: null } && !network.Trainable)
            problems.Add(new Problem("KILN0217", null, "Recompute", declaration.Identifier));

        return problems.Count > 0 ? null
            : declaration.Variant is null ? network
            : declaration.Variant.IsHead ? HeadBuilder.Build(declaration, network, sources, problems)
            : VariantBuilder.Build(declaration, network, sources, problems);
    }

    /// <summary>What makes a network train; null of one that only infers.</summary>
    private static string? Trains(NetworkDeclaration declaration, List<Layer> layers) =>
        layers.FindIndex(layer => layer is Loss) is >= 0 and var loss ? $"it has the loss {declaration.Layers[loss].Identifier}"
        : declaration.OwnLoss ? "it has OwnLoss = true"
        : null;

    /// <summary>A gradient can be kept only where a loss depends on the layer.</summary>
    private static void CheckGradients(NetworkGraph network, List<Problem> problems)
    {
        foreach (Node node in network.Nodes.Where(node => node.KeepGradient && !network.HasGradient(node)))
            problems.Add(new Problem("KILN0213", node.Name, "KeepGradient", node.Identifier));
    }

    /// <summary>Finds what is wrong with a block's lines, whatever its input is.</summary>
    public static void CheckLines(NetworkDeclaration block, List<Problem> problems) => Connect(block, isBlock: true, problems);

    /// <summary>The layers of the lines, and the lines that each reads; null if problems were added.</summary>
    private static (List<Layer> Layers, IReadOnlyList<int[]> Sources)? Connect(NetworkDeclaration declaration, bool isBlock, List<Problem> problems)
    {
        int before = problems.Count;
        List<Layer> layers = MakeLayers(declaration, problems);
        if (problems.Count > before)
            return null;

        CheckOrder(declaration, layers, isBlock, problems);
        if (problems.Count > before)
            return null;

        IReadOnlyList<int[]> sources = Edges.Find(declaration, layers, problems);
        if (problems.Count > before)
            return null;

        Edges.CheckReaders(declaration, layers, sources, isBlock, problems);
        SharedParameters.Check(declaration, layers, problems);
        return problems.Count > before ? null : (layers, sources);
    }

    private static List<Layer> MakeLayers(NetworkDeclaration declaration, List<Problem> problems)
    {
        List<Layer> layers = [];
        foreach (LayerDeclaration line in declaration.Layers)
        {
            if (LayerCatalog.Create(line, problems) is not { } layer)
                continue;

            layers.Add(layer);
            if (line.PropertyType != $"Kiln.{layer.PropertyType}")
                problems.Add(new Problem("KILN0107", line.Name, null, line.Identifier, line.PropertyType, line.Kind, layer.PropertyType));
        }

        return layers;
    }

    /// <summary>Inputs first (one in a block), and something to compute.</summary>
    private static void CheckOrder(NetworkDeclaration declaration, List<Layer> layers, bool isBlock, List<Problem> problems)
    {
        int input = layers.FindIndex(layer => layer is Input);
        if (input < 0)
            problems.Add(new Problem("KILN0203", declaration.Layers[0].Name, null, declaration.Identifier, declaration.Layers[0].Identifier, MessageText.InputLine(isBlock)));

        int other = layers.FindIndex(layer => layer is not Input);
        for (int i = Math.Max(input, 0); i < layers.Count; i++)
        {
            LayerDeclaration line = declaration.Layers[i];
            if (layers[i] is not Input)
                continue;

            if (other >= 0 && i > other)
                problems.Add(new Problem("KILN0204", line.Name, null, line.Identifier, declaration.Layers[other].Identifier));
            else if (isBlock && i > input)
                problems.Add(new Problem("KILN0205", line.Name, null, declaration.Layers[input].Identifier, line.Identifier));
        }

        foreach (LayerDeclaration line in declaration.Layers.Where((line, i) => layers[i] is Input && line.Arguments.Count > 0 == isBlock))
        {
            (string property, string name) = (line.Name, line.Identifier);
            problems.Add(isBlock
                ? new Problem("KILN0120", property, null, name, "extents", "a block's input has those of the layer that its use reads", "[Input]")
                : new Problem("KILN0120", property, null, name, "no extents", "a network's input needs them", "[Input(32, 32, 1)]"));
        }

        if (problems.Count == 0 && layers.All(layer => layer is Input || layer.TrainingOnly))
            problems.Add(new Problem("KILN0209", declaration.Layers[0].Name, null, declaration.Identifier, declaration.Layers[0].Identifier));
    }
}

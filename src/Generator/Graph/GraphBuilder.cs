using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Graph.Layers;

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
        foreach (Problem problem in found)
            problems.Add(problem);

        return graph;
    }

    private static NetworkGraph? Stages(NetworkDeclaration declaration, List<Problem> problems)
    {
        List<Layer> layers = MakeLayers(declaration, problems);
        if (problems.Count > 0)
            return null;

        CheckOrder(declaration, layers, problems);
        if (problems.Count > 0)
            return null;

        int[] sources = FindSources(declaration, problems);
        if (problems.Count > 0)
            return null;

        CheckReaders(declaration, sources, problems);
        if (problems.Count > 0)
            return null;

        NetworkGraph? network = ShapeInference.Run(declaration with { Variant = null }, layers, sources, problems);
        if (network is null || declaration.Variant is null)
            return network;

        Layer[] inferred = layers.Where(layer => !layer.TrainingOnly).ToArray();
        return ShapeInference.Run(declaration, inferred, sources, problems);
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
                problems.Add(new Problem("KILN0107", line.Name, null, line.Name, line.PropertyType, line.Kind, layer.PropertyType));
        }

        return layers;
    }

    /// <summary>One input first, at most one loss last, something to compute between them.</summary>
    private static void CheckOrder(NetworkDeclaration declaration, List<Layer> layers, List<Problem> problems)
    {
        int input = layers.FindIndex(layer => layer is Input);
        if (input < 0)
            problems.Add(new Problem("KILN0203", declaration.Layers[0].Name, null, declaration.Name, declaration.Layers[0].Name));
        else if (input > 0)
            problems.Add(new Problem("KILN0204", declaration.Layers[input].Name, null, declaration.Layers[input].Name, declaration.Layers[0].Name));

        for (int i = 0; i < layers.Count; i++)
        {
            string name = declaration.Layers[i].Name;
            if (layers[i] is Input && i > input)
                problems.Add(new Problem("KILN0205", name, null, declaration.Layers[input].Name, name));
            else if (layers[i].TrainingOnly && i < layers.Count - 1)
                problems.Add(new Problem("KILN0206", name, null, name, declaration.Layers[i + 1].Name));
        }

        if (problems.Count == 0 && layers.All(layer => layer is Input || layer.TrainingOnly))
            problems.Add(new Problem("KILN0209", declaration.Layers[0].Name, null, declaration.Name, declaration.Layers[0].Name));
    }

    /// <summary>The line that each line reads; −1 for the input.</summary>
    private static int[] FindSources(NetworkDeclaration declaration, List<Problem> problems)
    {
        string[] names = declaration.Layers.Select(layer => layer.Name).ToArray();
        int[] sources = new int[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            sources[i] = i - 1;
            if (declaration.Layers[i].From is not { } from)
                continue;

            sources[i] = Array.IndexOf(names, from);
            string above = string.Join(", ", names.Take(i));
            if (i == 0)
                problems.Add(new Problem("KILN0208", names[i], "From", names[i], from));
            else if (sources[i] < 0)
                problems.Add(new Problem("KILN0201", names[i], "From", names[i], from, declaration.Name, above));
            else if (sources[i] >= i)
                problems.Add(new Problem("KILN0202", names[i], "From", names[i], sources[i] == i ? "itself" : $"{from}, which is declared below it", above));
        }

        return sources;
    }

    /// <summary>Every layer but the last is read: what nothing reads would be computed, or silently dropped, for nothing.</summary>
    private static void CheckReaders(NetworkDeclaration declaration, int[] sources, List<Problem> problems)
    {
        for (int i = 0; i < sources.Length - 1; i++)
        {
            string name = declaration.Layers[i].Name;
            if (!sources.Contains(i))
                problems.Add(new Problem("KILN0207", name, null, name, declaration.Layers[i + 1].Name));
        }
    }
}

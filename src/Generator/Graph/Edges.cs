using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Blocks;
using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Support;

namespace Kiln.Generator.Graph;

/// <summary>From the names that layers read to the lines that they name.</summary>
internal static class Edges
{
    /// <summary>The lines that each line reads; none for an input.</summary>
    public static IReadOnlyList<int[]> Find(NetworkDeclaration declaration, IReadOnlyList<Layer> layers, List<Problem> problems)
    {
        List<int[]> sources = [];
        for (int i = 0; i < layers.Count; i++)
        {
            LayerDeclaration line = declaration.Layers[i];
            if (layers[i] is Input)
            {
                if (line.From is { } from)
                    problems.Add(new Problem("KILN0208", line.Name, "From", line.Identifier, from));

                sources.Add([]);
                continue;
            }

            if (layers[i].ListsInputs)
                sources.Add(Several(declaration, i, layers[i].Listable, problems));
            else
                sources.Add([line.From is { } from ? Named(declaration, i, from, "From", problems) : i - 1]);

            for (int input = 0; input < sources[i].Length; input++)
            {
                int source = sources[i][input];
                if (source >= 0 && source < i && layers[source].TrainingOnly)
                    problems.Add(new Problem("KILN0206", line.Name, Argument(line, input), line.Identifier, declaration.Layers[source].Identifier, declaration.Layers[0].Identifier));
            }
        }

        return sources;
    }

    /// <summary>Every layer is read, but the last one, losses, and what is kept for the caller: what nothing reads would be computed, or silently
    /// dropped, for nothing.</summary>
    public static void CheckReaders(NetworkDeclaration declaration, IReadOnlyList<Layer> layers, IReadOnlyList<int[]> sources, bool isBlock, List<Problem> problems)
    {
        bool lastEnds = isBlock || !layers.Any(layer => layer.TrainingOnly);
        HashSet<int> read = [.. sources.SelectMany(source => source)];
        for (int i = 0; i < layers.Count; i++)
        {
            bool ends = layers[i].TrainingOnly || (lastEnds && i == layers.Count - 1) || (declaration.Layers[i].Keep && layers[i] is not Input);
            if (!ends && !read.Contains(i))
            {
                // What nobody reads of a block is its last layer: that is the use.
                string line = Identifiers.FirstOfPath(declaration.Layers[i].Name);
                string mend = $"read it below with From = nameof({Identifiers.Escape(line)})";
                problems.Add(layers[i] is Input
                    ? new Problem("KILN0207", line, null, Identifiers.Escape(line), "given", $"or {mend}")
                    : new Problem("KILN0207", line, null, Identifiers.Escape(line), "computed", $"{mend}, or set Keep = true to read its output yourself"));
            }
        }
    }

    /// <summary>The line whose output is the network's: what the loss of the largest weight reads, the first of equals; without a loss the last line.</summary>
    public static int Scores(IReadOnlyList<Layer> layers, IReadOnlyList<int[]> sources)
    {
        int main = -1;
        for (int i = 0; i < layers.Count; i++)
        {
            if (layers[i] is SoftmaxLoss loss && (main < 0 || loss.Weight > ((SoftmaxLoss)layers[main]).Weight))
                main = i;
        }

        return main < 0 ? layers.Count - 1 : sources[main][0];
    }

    private static int[] Several(NetworkDeclaration declaration, int index, (int Least, int Most) listable, List<Problem> problems)
    {
        LayerDeclaration line = declaration.Layers[index];
        if (line.From is { } from)
            problems.Add(new Problem("KILN0211", line.Name, "From", line.Identifier, from, line.Kind));

        (int least, int most) = listable;
        if (line.Inputs.Count < least || line.Inputs.Count > most)
        {
            string takes = least == most ? MessageText.Count(least, "layer") : FormattableString.Invariant($"from {least} to {most} layers");
            string names = string.Join(", ", new[] { "First", "Second", "Third" }.Take(Math.Max(2, least)).Select(name => $"nameof({name})"));
            problems.Add(new Problem("KILN0210", line.Name, null, line.Identifier, MessageText.Count(line.Inputs.Count, "input"), line.Kind, takes, names));
        }

        return [.. line.Inputs.Select((input, place) => Named(declaration, index, input, Argument(line, place), problems))];
    }

    /// <summary>The argument that names an input; null where it is the line above.</summary>
    private static string? Argument(LayerDeclaration line, int input) =>
        line.Inputs.Count > 0 ? LayerDeclaration.InputArgument(input) : line.From is null ? null : "From";

    /// <summary>The line above another one that it names; where there is none, a number of no line above, and a problem.</summary>
    public static int Named(NetworkDeclaration declaration, int index, string name, string? argument, List<Problem> problems)
    {
        int source = LineOf(declaration, name);
        LayerDeclaration line = declaration.Layers[index];
        if (source < 0 || source >= index)
            problems.Add(UnknownLayer.Problem(declaration.Layers, line, (line.Name, line.Identifier), name, argument, declaration.Identifier));

        return source;
    }

    /// <summary>The line of a name; −1 if there is none.</summary>
    public static int LineOf(NetworkDeclaration declaration, string name)
    {
        for (int i = 0; i < declaration.Layers.Count; i++)
        {
            if (declaration.Layers[i].Name == name)
                return i;
        }

        return -1;
    }
}

using System;
using System.Linq;
using System.Text;
using Kiln.Generator.Declaration;

namespace Kiln.Generator.Graph;

/// <summary>The graph as text, one line a layer: name, what it is, what it reads, its output, its parameters.</summary>
internal static class GraphPrinter
{
    public static string Print(NetworkGraph graph)
    {
        StringBuilder text = new();
        text.Append(graph.Declaration.FullName).Append(Extents(graph.Declaration.Variant)).Append('\n');
        foreach (Node node in graph.Nodes)
        {
            string inputs = string.Join(", ", node.Inputs.Select(input => input.Name));
            long parameters = node.Parameters.Sum(array => array.Count);
            string line = FormattableString.Invariant($"  {node.Name} = {node.Summary}({inputs}) -> {node.Shape}");
            text.Append(line);
            if (parameters > 0)
                text.Append(FormattableString.Invariant($", {parameters} parameters"));

            text.Append(node.Keep ? ", kept\n" : "\n");
        }

        return text.ToString();
    }

    private static string Extents(Variant? variant) => variant switch
    {
        null => "",
        { IsHead: true } => " to train what learns",
        { AnyExtent: true } => " for any extent",
        _ => FormattableString.Invariant($" for {variant.Height}×{variant.Width}"),
    };
}

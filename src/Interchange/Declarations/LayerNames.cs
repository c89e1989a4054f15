using System.Globalization;
using System.Reflection;
using System.Text;
using Kiln.Interchange.Onnx.Import;

namespace Kiln.Interchange.Declarations;

/// <summary>Names of layers: what a file calls them, made into names of properties, and <c>Conv1</c>, <c>Conv2</c> … where that says nothing.</summary>
internal static class LayerNames
{
    /// <summary>More characters than any name that people read.</summary>
    private const int MostCharacters = 80;

    /// <summary>What layers of a kind are called where nothing better is known.</summary>
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["input"] = "Image",
        ["conv"] = "Conv",
        ["dense"] = "Dense",
        ["convtranspose"] = "Up",
        ["maxpool"] = "Pool",
        ["avgpool"] = "Pool",
        ["globalmaxpool"] = "Pool",
        ["globalavgpool"] = "Pool",
        ["roimaxpool"] = "Regions",
        ["relu"] = "Relu",
        ["sigmoid"] = "Sigmoid",
        ["tanh"] = "Tanh",
        ["softmax"] = "Softmax",
        ["batchnorm"] = "Norm",
        ["lrn"] = "Norm",
        ["lpnorm"] = "Norm",
        ["lpnorms"] = "Norms",
        ["scale"] = "Scale",
        ["add"] = "Sum",
        ["concat"] = "Concat",
        ["dropout"] = "Drop",
        ["crop"] = "Crop",
        ["subsample"] = "Subsample",
        ["flatten"] = "Row",
        ["bilinearsampler"] = "Sampled",
    };

    /// <summary>Words that say that something is an input or output and not which.</summary>
    private static readonly HashSet<string> Empty = new(StringComparer.OrdinalIgnoreCase) { "input", "inputs", "output", "outputs", "data", "x", "image", "images", "save", "result", "graph", "main" };

    /// <summary>Names that the code of every network uses.</summary>
    private static readonly HashSet<string> Taken =
    [
        .. typeof(TrainableNetwork).GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy).Select(member => member.Name),
        "BatchChunks", "Math", "MathF", "MemoryMarshal", "Batch", "Inputs", "LabelWeights", "LoadWeights", "Normalization", "Classes",
    ];

    /// <summary>What a layer is called after a node: its path, without the operator at its end; the path of its weights where the node has none. Empty if neither says anything.</summary>
    /// <param name="node">The node.</param>
    /// <param name="isOwn">Whether the file was written here, where outputs have the layers' names and what comes before the last node of a layer has a role after a dot.</param>
    public static string Hint(OnnxNode node, bool isOwn)
    {
        if (isOwn)
        {
            // A value of one pixel has a map and a row, of which either may be the layer's.
            string name = node.Outputs.Count > 0 ? node.Outputs[0] : "";
            return OfPath(name.EndsWith(".Map", StringComparison.Ordinal) || name.EndsWith(".Row", StringComparison.Ordinal) ? name[..^4] : name);
        }

        string hint = OfPath(WithoutOperator(node.Name, node.Operation));
        return hint.Length > 0 || node.Inputs.Count < 2 ? hint : OfWeights(node.Inputs[1]);
    }

    /// <summary>A path as the name of a property; empty if it says nothing.</summary>
    public static string OfPath(string path)
    {
        StringBuilder name = new();
        string before = "";
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            // Of layer1/layer1.0/conv1 the first part is in the second.
            if (before.Length > 0 && part.StartsWith(before + ".", StringComparison.Ordinal))
                name.Clear();

            Append(name, part);
            before = part;
        }

        string made = name.ToString();
        return made.Length is 0 or > MostCharacters || !char.IsAsciiLetter(made[0]) || Empty.Contains(made.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '_')) ? "" : made;
    }

    /// <summary>Names for all lines, each once.</summary>
    /// <param name="lines">The lines in order.</param>
    public static Dictionary<LayerLine, string> Of(IReadOnlyList<LayerLine> lines)
    {
        HashSet<string> used = [.. Taken];
        Dictionary<LayerLine, string> names = [];
        foreach (LayerLine line in lines.Where(line => line.Hint.Length > 0))
        {
            if (used.Add(line.Hint))
                names[line] = line.Hint;
        }

        Dictionary<string, int> counts = [];
        foreach (LayerLine line in lines.Where(line => !names.ContainsKey(line)))
        {
            string kind = line == lines[^1] ? "Scores" : line.Formula is { } formula ? FunctionNames.Of(formula) : Kinds.GetValueOrDefault(line.Kind, "Layer");
            bool isAlone = kind is "Image" or "Scores";
            string name;
            do
            {
                int count = counts[kind] = counts.GetValueOrDefault(kind) + 1;
                name = isAlone && count == 1 ? kind : kind + count.ToString(CultureInfo.InvariantCulture);
            }
            while (!used.Add(name));

            names[line] = name;
        }

        return names;
    }

    /// <summary>Letters and digits, each word with a capital; dots and other characters become one underscore.</summary>
    private static void Append(StringBuilder name, string part)
    {
        bool starts = true;
        if (name.Length > 0)
            name.Append('_');

        foreach (char character in part)
        {
            if (char.IsAsciiLetterOrDigit(character))
            {
                name.Append(starts ? char.ToUpperInvariant(character) : character);
                starts = false;
            }
            else if (!starts && name.Length > 0)
            {
                name.Append('_');
                starts = true;
            }
        }

        while (name.Length > 0 && name[^1] == '_')
            name.Length--;
    }

    /// <summary>The path without a last part that is the operator, perhaps with a number: <c>/conv1/Conv</c>, <c>Conv_12</c>, <c>p2o.Conv.3</c>.</summary>
    private static string WithoutOperator(string path, string operation)
    {
        // Of softmax_0.tmp_0 nothing is left either.
        if (path.StartsWith(operation, StringComparison.OrdinalIgnoreCase) && path.Length > operation.Length && path[operation.Length] is '_' or '.'
            && !path[operation.Length..].Replace("tmp", "", StringComparison.Ordinal).Any(char.IsLetter))
            return "";

        string trimmed = path.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '_', '.', ':');
        return trimmed.EndsWith(operation, StringComparison.OrdinalIgnoreCase) && (trimmed.Length == operation.Length || !char.IsLetterOrDigit(trimmed[^(operation.Length + 1)]))
            ? trimmed.Length == operation.Length || trimmed[..^operation.Length].TrimEnd('.', '_', '/') is not { Length: > 3 } rest || rest is "p2o" ? "" : rest
            : path;
    }

    /// <summary>The path of a parameter without its own name: <c>features.0.weight</c>.</summary>
    private static string OfWeights(string path)
    {
        int end = path.LastIndexOf('.');
        return end > 0 && path[(end + 1)..] is "weight" or "bias" or "Weights" or "running_mean" ? OfPath(path[..end]) : "";
    }
}

using System.Text;
using System.Text.RegularExpressions;
using Kiln.Interchange.Onnx;

namespace Kiln.Interchange.Declarations;

/// <summary>Writes a network as the class that a person would write.</summary>
/// <param name="network">The network.</param>
/// <param name="functions">What its functions compute, by layer.</param>
/// <param name="options">The class.</param>
internal sealed partial class DeclarationText(ImportedNetwork network, IReadOnlyDictionary<string, FormulaNode> functions, DeclarationOptions options)
{
    /// <summary>Attributes that are longer have a line of their own, so that the columns of the others stay in sight.</summary>
    private const int LongestAttribute = 84;

    /// <summary>The text of the file.</summary>
    /// <param name="paths">Gets the path of every layer that is in a block, by its former name.</param>
    public string Write(Dictionary<string, string> paths)
    {
        Require(options.Class, nameof(DeclarationOptions.Class));
        foreach (string part in options.Namespace.Length == 0 ? [] : options.Namespace.Split('.'))
            Require(part, nameof(DeclarationOptions.Namespace));

        if (network.Description.Layers.Any(layer => layer.Name == options.Class))
            throw new ArgumentException($"'{options.Class}' is also the name of a layer, which its class cannot have; choose another", nameof(options));

        FunctionText methods = new([.. network.Description.Layers.Select(layer => layer.Name), options.Class]);
        List<DeclaredLine> lines = Lines(methods);
        List<DeclaredBlock> blocks = [];
        string usings = lines.Exists(line => line.Function.Length > 0) ? "using System;\nusing Kiln;\n\n" : "using Kiln;\n\n";
        if (options.Blocks)
            lines = BlockFinder.Find(lines, options.Class, blocks, paths);

        StringBuilder text = new(usings);
        if (options.Namespace.Length > 0)
            text.Append($"namespace {options.Namespace};\n\n");

        Class(text, $"The network {(options.Source.Length > 0 ? $"of {Escaped(options.Source)}" : options.Class)}.", "Network", options.Class, [.. methods.Of(lines)], lines);
        foreach (DeclaredBlock block in blocks)
        {
            string sizes = string.Join(", ", block.Sizes.Select(size => $"{size.Name} = {size.Example}"));
            string[] members = [.. sizes.Length > 0 ? [$"[Size] private const int {sizes};"] : Array.Empty<string>(), .. methods.Of(block.Lines)];
            Class(text.Append('\n'), $"What repeats in {options.Class}.", "Block", block.Name, members, [new DeclaredLine("X", "Layer", "Input", []), .. block.Lines]);
        }

        return text.ToString();
    }

    private static void Class(StringBuilder text, string summary, string attribute, string name, IReadOnlyList<string> members, IReadOnlyList<DeclaredLine> lines)
    {
        text.Append($"/// <summary>{summary}</summary>\n[{attribute}]\npublic sealed partial class {name}\n{{\n");
        foreach (string member in members)
            text.Append($"    {member}\n");

        if (members.Count > 0)
            text.Append('\n');

        Append(text, lines);
        text.Append("}\n");
    }

    /// <summary>The lines of a class in columns.</summary>
    private static void Append(StringBuilder text, IReadOnlyList<DeclaredLine> lines)
    {
        string[] attributes = [.. lines.Select(line => line.AttributeText)];
        int attributeWidth = attributes.Where(attribute => attribute.Length <= LongestAttribute).Select(attribute => attribute.Length).DefaultIfEmpty(0).Max();
        int typeWidth = lines.Max(line => line.Type.Length), nameWidth = lines.Max(line => line.Name.Length);
        foreach ((DeclaredLine line, string attribute) in lines.Zip(attributes))
        {
            string start = attribute.Length <= LongestAttribute ? attribute.PadRight(attributeWidth) : $"{attribute}\n    {new string(' ', attributeWidth)}";
            text.Append($"    {start} public partial {line.Type.PadRight(typeWidth)} {line.Name.PadRight(nameWidth)} {{ get; }}\n");
        }
    }

    private List<DeclaredLine> Lines(FunctionText methods)
    {
        NetworkDescription description = network.Description;
        HashSet<string> arrays = [.. description.Parameters.Select(array => array.Name)];
        List<DeclaredLine> lines = [];
        foreach (LayerDescription layer in description.Layers)
        {
            bool lists = AttributeArguments.Lists(layer), hasOffsets = arrays.Contains($"{layer.ParametersOf}.Biases") || arrays.Contains($"{layer.ParametersOf}.Shift");
            lines.Add(new DeclaredLine(
                layer.Name,
                AttributeArguments.Type(layer),
                AttributeArguments.Attribute(layer.Kind),
                AttributeArguments.Of(layer, hasOffsets, network.FrozenLayers.Contains(layer.Name) && layer.WeightsOf is null))
            {
                Function = functions.TryGetValue(layer.Name, out FormulaNode? formula) ? methods.MethodOf(formula, layer.Inputs.Count) : "",
                Listed = lists ? layer.Inputs : [],
                From = !lists && layer.Inputs.Count == 1 && layer.Inputs[0] != lines[^1].Name ? layer.Inputs[0] : null,
                WeightsOf = layer.WeightsOf,
                Keep = network.KeptLayers.Contains(layer.Name),
            });
        }

        return lines;
    }

    private static void Require(string name, string option)
    {
        if (!Identifier().IsMatch(name))
            throw new ArgumentException($"'{name}' is no name of C#; use letters, digits and _, beginning with a letter", option);
    }

    private static string Escaped(string text) =>
        string.Concat(text.Where(character => !char.IsControl(character))).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Identifier();
}

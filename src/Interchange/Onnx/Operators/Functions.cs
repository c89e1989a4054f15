using System.Globalization;

namespace Kiln.Interchange.Onnx.Operators;

/// <summary>Functions of the user's own, from their formula: a node for every operation, what occurs twice once.</summary>
internal static class Functions
{
    public static void Function(OnnxLayer layer)
    {
        if (layer.Description.Formula is not { } text)
            throw new InexpressibleException("the description has no formula of it");

        FormulaNode root;
        try
        {
            root = FormulaParser.Parse(text);
        }
        catch (FormatException e)
        {
            throw new InexpressibleException($"its formula '{text}' cannot be read: {e.Message}");
        }

        string[] inputs = layer.Values();
        Dictionary<FormulaNode, string> values = [];
        if (root.Parts.Count > 0)
            layer.Output(root.Operation, [.. root.Parts.Select(Value)]);
        else if (root.IsVariable)
            layer.Output("Identity", [Value(root)]);
        else
            layer.Output("Expand", [Value(root), layer.Step("Shape", "Shape", [inputs[0]])]);

        string Value(FormulaNode node)
        {
            if (values.TryGetValue(node, out string? value))
                return value;

            if (node.Variable >= inputs.Length)
                throw new InexpressibleException($"its formula '{text}' has more variables than it reads layers");

            string[] parts = [.. node.Parts.Select(Value)];
            string number = (values.Count + 1).ToString(CultureInfo.InvariantCulture);
            return values[node] = node.IsVariable ? inputs[node.Variable]
                : node.IsNumber ? layer.Number("Number" + number, node.Value)
                : layer.Step(node.Operation + number, node.Operation, parts);
        }
    }
}

using System.Globalization;
using Kiln.Interchange.Onnx;

namespace Kiln.Interchange.Declarations;

/// <summary>Functions of a network as methods, each once, with the names that the field has for some.</summary>
/// <param name="used">Names that the class has already.</param>
internal sealed class FunctionText(HashSet<string> used)
{
    private static readonly string[] Names = ["x", "y", "z", "w"];

    private readonly Dictionary<FormulaNode, string> methods = [];
    private readonly Dictionary<string, string> texts = [];

    /// <summary>The methods of some lines, each once.</summary>
    public IEnumerable<string> Of(IEnumerable<DeclaredLine> lines) => lines.Select(line => line.Function).Where(method => method.Length > 0).Distinct().Select(method => texts[method]);

    /// <summary>The name of the method that computes a formula.</summary>
    public string MethodOf(FormulaNode formula, int variables)
    {
        if (methods.TryGetValue(formula, out string? method))
            return method;

        string name = FunctionNames.Of(formula);
        method = name;
        for (int number = 2; !used.Add(method); number++)
            method = name + number.ToString(CultureInfo.InvariantCulture);

        string[] parameters = Names[..variables];
        texts[method] = $"private static float {method}({string.Join(", ", parameters.Select(parameter => $"float {parameter}"))}) => {Text(formula, 0)};";
        return methods[formula] = method;
    }

    /// <summary>A part as C#: 0 may be anything, 1 a sum, 2 a product, 3 a whole.</summary>
    private static string Text(FormulaNode node, int least)
    {
        if (node.IsVariable)
            return Names[node.Variable];

        if (node.IsNumber)
            return node.Value < 0 && least > 1 ? $"({Number(node.Value)})" : Number(node.Value);

        FormulaNode x = node.Parts[0];
        (string text, int binding) = node.Operation switch
        {
            "Add" => ($"{Text(x, 1)} + {Text(node.Parts[1], 2)}", 1),
            "Sub" => ($"{Text(x, 1)} - {Text(node.Parts[1], 2)}", 1),
            "Mul" => ($"{Text(x, 2)} * {Text(node.Parts[1], 3)}", 2),
            "Div" => ($"{Text(x, 2)} / {Text(node.Parts[1], 3)}", 2),
            "Neg" => ($"-{Text(x, 3)}", 2),
            "Sigmoid" => ($"1 / (1 + MathF.Exp(-{Text(x, 3)}))", 2),
            "Where" => ($"{Text(x.Parts[0], 1)} > {Text(x.Parts[1], 1)} ? {Text(node.Parts[1], 1)} : {Text(node.Parts[2], 1)}", 0),
            var call => ($"MathF.{call}({string.Join(", ", node.Parts.Select(part => Text(part, 0)))})", 3),
        };
        return binding >= least ? text : $"({text})";
    }

    private static string Number(double value)
    {
        string text = ((float)value).ToString("R", CultureInfo.InvariantCulture);
        return value == Math.Floor(value) && Math.Abs(value) < 1e6 ? text : text + "f";
    }
}

/// <summary>Names for functions that people know.</summary>
internal static class FunctionNames
{
    private static readonly FormulaNode X = FormulaNode.OfVariable(0);

    /// <summary>The name of a formula; what it does to a number, or Function, where it has none.</summary>
    public static string Of(FormulaNode formula) => formula switch
    {
        { Operation: "Mul", Parts: [{ IsVariable: true }, { Operation: "Sigmoid", Parts: [{ IsVariable: true }] }] } => "Swish",
        { Operation: "Mul", Parts: [{ Operation: "Sigmoid", Parts: [{ IsVariable: true }] }, { IsVariable: true }] } => "Swish",
        { Operation: "Div", Parts: [{ IsVariable: true }, { Operation: "Add", Parts: var parts }] } when parts.Contains(FormulaNode.Of("Exp", FormulaNode.Of("Neg", X))) => "Swish",
        { Operation: "Mul", Parts: [{ IsVariable: true }, { Operation: "Max" or "Min" or "Div" }] } => "HardSwish",
        { Operation: "Div", Parts: [{ Operation: "Mul" }, { IsNumber: true }] } when Has(formula, "Min") => "HardSwish",
        { Operation: "Mul", Parts: [{ IsVariable: true }, { Operation: "Tanh" }] } when Has(formula, "Log") => "Mish",
        { Operation: "Mul" } when Has(formula, "Mul") && (Has(formula, "Tanh") || Has(formula, "Exp")) && !Has(formula, "Where", depth: 2) => "Gelu",
        { Operation: "Max", Parts: [{ Operation: "Min", Parts: [{ Operation: "Add" }, { IsNumber: true }] }, { IsNumber: true }] } => "HardSigmoid",
        { Operation: "Where" } when Has(formula, "Exp") => "Elu",
        { Operation: "Add" } when Has(formula, "Log") => "Softplus",
        { Operation: "Add" or "Sub", Parts: [{ IsVariable: true }, { IsNumber: true }] } => "Shift",
        { Operation: "Mul" or "Div", Parts: [{ IsVariable: true }, { IsNumber: true }] } => "Times",
        { Operation: "Max" or "Min" } => "Bounded",
        { Operation: var operation, Parts: [{ IsVariable: true }] } => operation,
        { Operation: "Sub", Parts: [{ IsVariable: true }, { IsVariable: true }] } => "Difference",
        { Operation: "Div", Parts: [{ IsVariable: true }, { IsVariable: true }] } => "Quotient",
        _ => "Function",
    };

    private static bool Has(FormulaNode formula, string operation, int depth = 6) =>
        formula.Operation == operation || (depth > 0 && formula.Parts.Any(part => Has(part, operation, depth - 1)));
}

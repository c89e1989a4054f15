using System.Globalization;

namespace Kiln.Interchange.Onnx;

/// <summary>Reads the formula of a function that a description shows, <c>x1 / (1 + exp(-x2))</c>, into operators.</summary>
/// <remarks>
/// <code>
/// choice  = sum [">" sum "?" sum ":" choice]
/// sum     = product {("+" | "-") product}
/// product = ["-"] whole {("·" | "/") whole}
/// whole   = number | variable | "√" whole | function "(" choice {"," choice} ")" | "(" choice ")"
/// </code>
/// </remarks>
internal sealed class FormulaParser
{
    /// <summary>No formula of a function that the compiler reads comes near.</summary>
    private const int MostNested = 200;

    private static readonly Dictionary<string, (string Operation, int Operands)> Functions = new()
    {
        ["exp"] = ("Exp", 1),
        ["log"] = ("Log", 1),
        ["tanh"] = ("Tanh", 1),
        ["sigmoid"] = ("Sigmoid", 1),
        ["floor"] = ("Floor", 1),
        ["max"] = ("Max", 2),
        ["min"] = ("Min", 2),
    };

    private readonly string text;
    private int at;
    private int nested;

    private FormulaParser(string text) => this.text = text;

    /// <summary>Reads a whole formula.</summary>
    /// <exception cref="FormatException">It is none; the message says what was expected where.</exception>
    public static FormulaNode Parse(string text)
    {
        FormulaParser parser = new(text);
        FormulaNode formula = parser.Choice();
        return parser.Peek() == '\0' ? formula : throw parser.Expected("an operator");
    }

    private FormulaNode Choice()
    {
        if (++nested > MostNested)
            throw Expected("less nesting");

        FormulaNode left = Sum();
        if (Takes('>'))
        {
            FormulaNode right = Sum();
            Require('?');
            FormulaNode then = Sum();
            Require(':');
            left = FormulaNode.Of("Where", FormulaNode.Of("Greater", left, right), then, Choice());
        }

        nested--;
        return left;
    }

    private FormulaNode Sum()
    {
        FormulaNode sum = Product();
        while (Peek() is '+' or '-')
            sum = FormulaNode.Of(text[at++] == '+' ? "Add" : "Sub", sum, Product());

        return sum;
    }

    private FormulaNode Product()
    {
        bool isNegative = Takes('-');
        FormulaNode product = Whole();
        while (Peek() is '·' or '/')
            product = FormulaNode.Of(text[at++] == '·' ? "Mul" : "Div", product, Whole());

        return !isNegative ? product : product.IsNumber ? FormulaNode.OfNumber(-product.Value) : FormulaNode.Of("Neg", product);
    }

    private FormulaNode Whole()
    {
        if (Takes('('))
        {
            FormulaNode inner = Choice();
            Require(')');
            return inner;
        }

        if (Takes('√'))
            return FormulaNode.Of("Sqrt", ++nested > MostNested ? throw Expected("less nesting") : Whole());

        return char.IsAsciiDigit(Peek()) ? Number() : Named();
    }

    private FormulaNode Number()
    {
        int from = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] is '.' or 'e' or 'E' || (text[at] is '-' or '+' && text[at - 1] is 'e' or 'E')))
            at++;

        return double.TryParse(text.AsSpan(from, at - from), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? FormulaNode.OfNumber(value) : throw Expected("a number");
    }

    /// <summary>A function with its operands, or a variable: x alone, or x1, x2 … of several.</summary>
    private FormulaNode Named()
    {
        int from = at;
        while (at < text.Length && char.IsAsciiLetterOrDigit(text[at]))
            at++;

        string name = text[from..at];
        if (Functions.TryGetValue(name, out (string Operation, int Operands) function))
        {
            Require('(');
            List<FormulaNode> operands = [Choice()];
            while (Takes(','))
                operands.Add(Choice());

            Require(')');
            return operands.Count == function.Operands ? FormulaNode.Of(function.Operation, operands) : throw Expected($"{function.Operands} operands of {name}");
        }

        return name == "x" ? FormulaNode.OfVariable(0)
            : name.StartsWith('x') && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? FormulaNode.OfVariable(number - 1)
            : throw Expected("a number, variable or function");
    }

    private char Peek()
    {
        while (at < text.Length && text[at] == ' ')
            at++;

        return at < text.Length ? text[at] : '\0';
    }

    private bool Takes(char character)
    {
        bool takes = Peek() == character;
        at += takes ? 1 : 0;
        return takes;
    }

    private void Require(char character)
    {
        if (!Takes(character))
            throw Expected($"'{character}'");
    }

    private FormatException Expected(string what) => new($"{what} was expected at character {(at + 1).ToString(CultureInfo.InvariantCulture)}");
}

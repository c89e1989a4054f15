namespace Kiln.Interchange.Onnx;

/// <summary>A part of a formula: an ONNX operator with its operands, a variable, or a number. Parts that say the same are equal.</summary>
internal sealed class FormulaNode : IEquatable<FormulaNode>
{
    private FormulaNode(string operation, IReadOnlyList<FormulaNode> parts, int variable, double value)
    {
        (Operation, Parts, Variable, Value) = (operation, parts, variable, value);
        Size = (int)Math.Min(int.MaxValue, 1 + parts.Sum(part => (long)part.Size));
    }

    /// <summary>The operator; empty for a variable or number.</summary>
    public string Operation { get; }

    /// <summary>Its operands.</summary>
    public IReadOnlyList<FormulaNode> Parts { get; }

    /// <summary>Which variable, from 0.</summary>
    public int Variable { get; }

    /// <summary>The number.</summary>
    public double Value { get; }

    /// <summary>Operators, variables and numbers, those that occur twice twice.</summary>
    public int Size { get; }

    public bool IsVariable => Variable >= 0;

    public bool IsNumber => !IsVariable && Parts.Count == 0;

    public static FormulaNode Of(string operation, params IReadOnlyList<FormulaNode> parts) => new(operation, parts, -1, 0);

    public static FormulaNode OfVariable(int variable) => new("", [], variable, 0);

    public static FormulaNode OfNumber(double value) => new("", [], -1, value);

    /// <summary>The formula with others in place of its variables.</summary>
    public FormulaNode With(IReadOnlyList<FormulaNode> variables) =>
        IsVariable ? variables[Variable] : Parts.Count == 0 ? this : Of(Operation, [.. Parts.Select(part => part.With(variables))]);

    public bool Equals(FormulaNode? other) =>
        other is not null && Operation == other.Operation && Variable == other.Variable && Value.Equals(other.Value) && Parts.SequenceEqual(other.Parts);

    public override bool Equals(object? obj) => Equals(obj as FormulaNode);

    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Operation);
        hash.Add(Variable);
        hash.Add(Value);
        foreach (FormulaNode part in Parts)
            hash.Add(part);

        return hash.ToHashCode();
    }
}

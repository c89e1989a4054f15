using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kiln.Generator.Declaration;

/// <summary>Reads a block's sizes, and arguments that are computed from them.</summary>
internal sealed class SizeParser
{
    private readonly INamedTypeSymbol type;
    private readonly List<BlockSize> sizes = [];
    private readonly List<Problem> problems = [];

    /// <param name="type">The class.</param>
    /// <param name="isBlock">Whether it may have sizes.</param>
    public SizeParser(INamedTypeSymbol type, bool isBlock)
    {
        this.type = type;
        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>().Where(field => AttributeReader.Find(field, AttributeNames.Size) is not null))
        {
            if (isBlock && field is { IsConst: true, ConstantValue: int value })
                sizes.Add(new BlockSize(field.Name, value));
            else
                problems.Add(new Problem("KILN0122", field.Name, null, Identifiers.Escape(field.Name)));
        }
    }

    /// <summary>The sizes in the order of their constants.</summary>
    public IReadOnlyList<BlockSize> Sizes => sizes;

    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>The arguments of a layer's attribute, with the way in which they follow from the sizes. What is no number cannot: which layers are read, and whether
    /// an output is kept.</summary>
    /// <param name="line">The layer.</param>
    /// <param name="attribute">Its attribute.</param>
    public EquatableArray<Argument> Arguments(string line, AttributeData attribute)
    {
        EquatableArray<Argument> arguments = AttributeReader.Arguments(attribute);
        if (sizes.Count == 0)
            return arguments;

        IEnumerable<string> inputs = Enumerable.Range(0, AttributeReader.Inputs(attribute).Count).Select(LayerDeclaration.InputArgument);
        foreach (string name in inputs.Concat(AttributeNames.Common))
        {
            if (Sized(attribute, name) is { } expression)
                Refuse(line, name, expression);
        }

        return new EquatableArray<Argument>(arguments.Select(WithSize));

        Argument WithSize(Argument argument)
        {
            if (Sized(attribute, argument.Name) is not { } expression)
                return argument;

            SizeExpression? size = Read(expression);
            if (size is null)
                Refuse(line, argument.Name, expression);

            return argument with { Size = size };
        }
    }

    /// <summary>A written argument that speaks of a size, so that its folded value is only an example; null for another.</summary>
    private ExpressionSyntax? Sized(AttributeData attribute, string name) =>
        AttributeReader.Argument(attribute, name)?.Expression is { } expression && Mentions(expression, []) ? expression : null;

    /// <summary>A list written as one array is one mistake however many elements it has.</summary>
    private void Refuse(string line, string argument, ExpressionSyntax expression)
    {
        if (!problems.Any(problem => problem.Id == "KILN0119" && problem.Layer == line && problem.Arguments[2] == MessageText.OneLine(expression.ToString())))
            problems.Add(new Problem("KILN0119", line, argument, Identifiers.Escape(line), argument, expression.ToString()));
    }

    /// <summary>The expression; null if it has a part that is not understood.</summary>
    private SizeExpression? Read(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax inner:
                return Read(inner.Expression);
            case LiteralExpressionSyntax literal:
                return Constant(literal.Token.Value);
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus:
                return Read(minus.Operand) is { } negated ? new SizeOperation("-", new SizeNumber(0, true), negated) : null;
            case BinaryExpressionSyntax { OperatorToken.Text: "+" or "-" or "*" or "/" or "%" or "<" or "<=" or ">" or ">=" or "==" or "!=" } binary:
                return Read(binary.Left) is { } left && Read(binary.Right) is { } right ? new SizeOperation(binary.OperatorToken.Text, left, right) : null;
            case ConditionalExpressionSyntax choice:
                return Read(choice.Condition) is { } condition && Read(choice.WhenTrue) is { } then && Read(choice.WhenFalse) is { } otherwise
                    ? new SizeChoice(condition, then, otherwise)
                    : null;
            case MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner, Name: IdentifierNameSyntax member } when owner.Identifier.ValueText == type.Name:
                return Read(member);
            case IdentifierNameSyntax { Identifier.ValueText: var name }:
                return IsSize(name) ? new SizeName(name)
                    : Initializer(name) is { } initializer && Mentions(initializer, []) ? Read(initializer)
                    : Constant(type.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault()?.ConstantValue);
            default:
                return null;
        }
    }

    private static SizeNumber? Constant(object? value) => value is IConvertible number and not (string or char)
        ? new SizeNumber(number.ToDouble(CultureInfo.InvariantCulture), value is not (float or double or decimal))
        : null;

    private bool Mentions(ExpressionSyntax expression, HashSet<string> seen) => expression
        .DescendantNodesAndSelf(node => !IsNameOf(node))
        .OfType<IdentifierNameSyntax>()
        .Where(IsOfClass)
        .Select(name => name.Identifier.ValueText)
        .Any(name => IsSize(name) || (seen.Add(name) && Initializer(name) is { } initializer && Mentions(initializer, seen)));

    /// <summary>Whether a name is one of the class itself, and not one of another class as in <c>Other.Filters</c>.</summary>
    private bool IsOfClass(IdentifierNameSyntax name) =>
        name.Parent is not MemberAccessExpressionSyntax access || access.Name != name || (access.Expression is IdentifierNameSyntax owner && owner.Identifier.ValueText == type.Name);

    /// <summary>What a constant of the class is computed from, which may be a size.</summary>
    private ExpressionSyntax? Initializer(string name) => type.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault(field => field.IsConst)?.DeclaringSyntaxReferences
        .Select(reference => (reference.GetSyntax() as VariableDeclaratorSyntax)?.Initializer?.Value).FirstOrDefault();

    private bool IsSize(string name) => sizes.Any(size => size.Name == name);

    private static bool IsNameOf(SyntaxNode node) => node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } };
}

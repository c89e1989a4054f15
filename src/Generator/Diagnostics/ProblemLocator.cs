using System;
using System.Linq;
using Kiln.Generator.Declaration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kiln.Generator.Diagnostics;

/// <summary>Finds the place of a problem in the source of the class.</summary>
internal static class ProblemLocator
{
    /// <summary>The attribute, or its argument, that a problem is about. Null if the mistake shows elsewhere: in the class that declares the
    /// layer, or because C# rejects the argument.</summary>
    public static Location? Locate(Problem problem, INamedTypeSymbol type, Compilation compilation)
    {
        AttributeData? attribute = problem.Layer is null ? DeclarationParser.DeclaringAttribute(type) : LayerAttribute(type, problem.Layer);
        if (attribute is null || AttributeReader.Syntax(attribute) is not { } syntax)
            return null;

        AttributeArgumentSyntax? argument = problem.Argument is null ? null : FindArgument(attribute, syntax, problem.Argument);
        return argument is not null && NamesNothing(argument, compilation) ? null : (argument ?? (SyntaxNode)syntax).GetLocation();
    }

    /// <summary>Whether the argument is <c>nameof</c> of something C# does not know: it still has the written name for a value.</summary>
    private static bool NamesNothing(AttributeArgumentSyntax argument, Compilation compilation)
    {
        if (argument.Expression is not InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } } call || call.ArgumentList.Arguments.Count != 1)
            return false;

#pragma warning disable RS1030 // A model is made only to word a mistake, never while the code is right.
        SymbolInfo named = compilation.GetSemanticModel(argument.SyntaxTree).GetSymbolInfo(call.ArgumentList.Arguments[0].Expression);
#pragma warning restore RS1030
        return named.Symbol is null && named.CandidateSymbols.IsEmpty;
    }

    private static AttributeData? LayerAttribute(INamedTypeSymbol type, string layer) =>
        type.GetMembers(layer).SelectMany(member => member.GetAttributes()).FirstOrDefault(AttributeReader.IsLayer);

    /// <summary>The argument of a name: a parameter or property, or one of a list, <c>Inputs[1]</c>.</summary>
    private static AttributeArgumentSyntax? FindArgument(AttributeData attribute, AttributeSyntax syntax, string name)
    {
        if (syntax.ArgumentList is not { } list || attribute.AttributeConstructor is not { } constructor)
            return null;

        AttributeArgumentSyntax? whole = null;
        for (int i = 0; i < list.Arguments.Count; i++)
        {
            AttributeArgumentSyntax argument = list.Arguments[i];
            if (argument.NameEquals is { } equals)
            {
                if (equals.Name.Identifier.ValueText == name)
                    return argument;
            }
            else
            {
                // Positional, or by the parameter's name in any order.
                IParameterSymbol? parameter = argument.NameColon is { } colon
                    ? constructor.Parameters.FirstOrDefault(candidate => candidate.Name == colon.Name.Identifier.ValueText)
                    : constructor.Parameters.ElementAtOrDefault(Math.Min(i, constructor.Parameters.Length - 1));
                if (parameter is null)
                    continue;

                string property = AttributeReader.PropertyName(parameter);
                if (name == property || name == FormattableString.Invariant($"{property}[{i - parameter.Ordinal}]"))
                    return argument;

                // The list may be written as one array.
                if (name.StartsWith(property + "[", StringComparison.Ordinal))
                    whole ??= argument;
            }
        }

        return whole;
    }
}

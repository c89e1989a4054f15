using System;
using System.Linq;
using Kiln.Generator.Declaration;
using Kiln.Generator.Support;
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
        string? line = problem.Layer is { } layer && type.GetMembers(layer).IsEmpty ? Identifiers.FirstOfPath(layer) : problem.Layer;
        AttributeData? attribute = line is null ? DeclaringAttribute(type) : LayerAttribute(type, line);
        if (attribute is null || AttributeReader.Syntax(attribute) is not { } syntax)
            return null;

        // A problem with a layer of a block belongs to the use as a whole.
        AttributeArgumentSyntax? argument = problem.Argument is null || line != problem.Layer ? null : AttributeReader.Argument(attribute, problem.Argument);
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

    private static AttributeData? DeclaringAttribute(INamedTypeSymbol type) =>
        DeclarationParser.DeclaringAttribute(type) ?? AttributeReader.Find(type, AttributeNames.Block);

    private static AttributeData? LayerAttribute(INamedTypeSymbol type, string layer) =>
        type.GetMembers(layer).SelectMany(member => member.GetAttributes()).FirstOrDefault(AttributeReader.IsLayer)
        ?? type.GetMembers(layer).Select(member => AttributeReader.Find(member, AttributeNames.Size)).FirstOrDefault();
}

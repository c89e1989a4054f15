using System.Linq;
using Kiln.Generator.Declaration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kiln.Generator.Diagnostics;

/// <summary>Finds the place of a problem in the source of the class.</summary>
internal static class ProblemLocator
{
    /// <summary>The attribute or the attribute's argument that a problem is about; null if the class does not declare the layer it names.</summary>
    public static Location? Locate(Problem problem, INamedTypeSymbol type)
    {
        AttributeData? attribute = problem.Layer is null ? DeclarationParser.DeclaringAttribute(type) : LayerAttribute(type, problem.Layer);
        if (attribute is null || AttributeReader.Syntax(attribute) is not { } syntax)
            return null;

        SyntaxNode site = problem.Argument is null ? syntax : FindArgument(attribute, syntax, problem.Argument) ?? (SyntaxNode)syntax;
        return site.GetLocation();
    }

    private static AttributeData? LayerAttribute(INamedTypeSymbol type, string layer) =>
        type.GetMembers(layer).SelectMany(member => member.GetAttributes()).FirstOrDefault(AttributeReader.IsLayer);

    private static AttributeArgumentSyntax? FindArgument(AttributeData attribute, AttributeSyntax syntax, string name)
    {
        if (syntax.ArgumentList is not { } list || attribute.AttributeConstructor is not { } constructor)
            return null;

        for (int i = 0; i < list.Arguments.Count; i++)
        {
            AttributeArgumentSyntax argument = list.Arguments[i];
            if (argument.NameEquals is { } property)
            {
                if (property.Name.Identifier.ValueText == name)
                    return argument;
            }
            else
            {
                // Positional, or by the parameter's name in any order.
                IParameterSymbol? parameter = argument.NameColon is { } colon
                    ? constructor.Parameters.FirstOrDefault(candidate => candidate.Name == colon.Name.Identifier.ValueText)
                    : constructor.Parameters.ElementAtOrDefault(i);
                if (parameter is not null && AttributeReader.PropertyName(parameter) == name)
                    return argument;
            }
        }

        return null;
    }
}

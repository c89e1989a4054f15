using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kiln.Generator.Declaration;

/// <summary>Reads the class around the layers: what kind of class it is, and what can be added to it.</summary>
internal static class ClassParser
{
    /// <summary>The first thing that keeps a class from being a network; null if nothing does.</summary>
    /// <param name="type">The class.</param>
    /// <param name="attribute">Its <c>[Network]</c>, <c>[InferenceOf&lt;T&gt;]</c> or <c>[Block]</c>.</param>
    /// <param name="ownBase">What the compiler derives it from.</param>
    public static Problem? Check(INamedTypeSymbol type, AttributeData attribute, string ownBase = AttributeNames.NetworkBase)
    {
        string name = Identifiers.Escape(type.Name);
        if (Oddity(type) is var (oddity, mend))
            return new Problem("KILN0103", null, null, name, oddity, mend);

        // Only the part that carries the attribute is asked: where another lacks the word, C# says so.
        if (AttributeReader.Syntax(attribute)?.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } part && !part.Modifiers.Any(SyntaxKind.PartialKeyword))
            return new Problem("KILN0101", null, null, name);

        if (HasOwnBase(type, ownBase))
            return new Problem("KILN0104", null, null, name, type.BaseType!.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));

        return type.IsSealed ? null : new Problem("KILN0102", null, null, name);
    }

    /// <summary>What a part added to the class must repeat and may contain.</summary>
    /// <remarks>A class that lacks <c>partial</c> gets its part too: C# then complains once about the class and not about each property.</remarks>
    public static ClassOutline Outline(INamedTypeSymbol type, LayerParser lines, string ownBase = AttributeNames.NetworkBase)
    {
        List<string> containers = [];
        bool extensible = !type.IsStatic && !type.IsFileLocal;
        for (INamedTypeSymbol? container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            containers.Insert(0, $"partial {Keyword(container)} {Identifiers.Escape(container.Name)}{TypeParameters(container)}");
            extensible &= !container.IsFileLocal;
        }

        return new ClassOutline(
            Keyword(type),
            TypeParameters(type),
            new EquatableArray<string>(containers),
            extensible,
            Derivable: !type.IsRecord && !HasOwnBase(type, ownBase) && !lines.HasTakenName,
            new EquatableArray<PropertyOutline>(lines.Outlines));
    }

    private static (string Oddity, string Mend)? Oddity(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true } => ("a record", "make it a class"),
        { IsStatic: true } => ("static", "remove 'static'"),
        { ContainingType: { } container } => ($"nested in {Identifiers.Escape(container.Name)}", "move it to a namespace"),
        { IsGenericType: true } => ("generic", "remove its type parameters"),
        { IsFileLocal: true } => ("file-local", "make it internal or public"),
        _ => null,
    };

    /// <summary>Whether the user chose a base class. One of Kiln's may be the one that the compiler added.</summary>
    private static bool HasOwnBase(INamedTypeSymbol type, string ownBase) =>
        type.BaseType is { SpecialType: not SpecialType.System_Object } baseType && !AttributeReader.DerivesFrom(baseType, ownBase);

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        { IsRecord: true } => "record",
        _ => "class",
    };

    private static string TypeParameters(INamedTypeSymbol type) =>
        type.TypeParameters.IsEmpty ? "" : $"<{string.Join(",", type.TypeParameters.Select(parameter => Identifiers.Escape(parameter.Name)))}>";
}

using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Support;
using Microsoft.CodeAnalysis;

namespace Kiln.Generator.Declaration;

/// <summary>From the symbol of a class marked <c>[Block]</c> to what the user declared.</summary>
internal static class BlockParser
{
    /// <summary>Parses a class; null if it is no block.</summary>
    public static ParsedBlock? Parse(INamedTypeSymbol type)
    {
        if (AttributeReader.Find(type, AttributeNames.Block) is not { } attribute || DeclarationParser.DeclaringAttribute(type) is not null)
            return null;

        (BlockDeclaration block, LayerParser lines, List<Problem> problems, bool malformed) = Read(type, attribute);
        return new ParsedBlock(
            block, DeclarationParser.Namespace(type), Used(lines), ClassParser.Outline(type, lines, AttributeNames.BlockBase), new EquatableArray<Problem>(problems), malformed);
    }

    /// <summary>All blocks that some lines use, and those that these use, each once.</summary>
    public static EquatableArray<BlockDeclaration> Used(LayerParser lines)
    {
        Dictionary<string, BlockDeclaration> blocks = new(StringComparer.Ordinal);
        Queue<INamedTypeSymbol> open = new(lines.Blocks);
        while (open.Count > 0)
        {
            INamedTypeSymbol type = open.Dequeue();
            if (blocks.ContainsKey(FullName(type)))
                continue;

            (BlockDeclaration block, LayerParser own, _, _) = Read(type, AttributeReader.Find(type, AttributeNames.Block)!);
            blocks.Add(block.FullName, block);
            foreach (INamedTypeSymbol used in own.Blocks)
                open.Enqueue(used);
        }

        return new EquatableArray<BlockDeclaration>(blocks.Values);
    }

    /// <summary>Namespace and name of a class as C# writes them.</summary>
    public static string FullName(INamedTypeSymbol type) => type.ToDisplayString(DeclarationParser.NameFormat.WithGenericsOptions(SymbolDisplayGenericsOptions.None));

    private static (BlockDeclaration Block, LayerParser Lines, List<Problem> Problems, bool Malformed) Read(INamedTypeSymbol type, AttributeData attribute)
    {
        LayerParser lines = new(type);
        List<Problem> problems = [];
        if (ClassParser.Check(type, attribute, AttributeNames.BlockBase) is { } wrong)
            problems.Add(wrong);

        problems.AddRange(lines.Problems);
        bool malformed = lines.IsMalformed || AttributeReader.IsMalformed(attribute);
        if (lines.Layers.All(line => line.Kind == "Input") && problems.Count == 0 && !malformed)
            problems.Add(new Problem("KILN0109", null, null, Identifiers.Escape(type.Name), "a block", MessageText.InputLine(isBlock: true)));

        bool isPublic = type.DeclaredAccessibility == Accessibility.Public;
        BlockDeclaration block = new(
            FullName(type),
            new EquatableArray<BlockSize>(lines.Sizes),
            new EquatableArray<LayerDeclaration>(lines.Layers),
            isPublic,
            malformed || problems.Count > 0 || DeclarationParser.DeclaringAttribute(type) is not null);
        return (block, lines, problems, malformed);
    }
}

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

/// <summary>Reads the layers of a class: its properties with a layer attribute, in textual order.</summary>
internal sealed class LayerParser
{
    private static readonly SymbolDisplayFormat TypeFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private readonly INamedTypeSymbol type;
    private readonly List<LayerDeclaration> layers = [];
    private readonly List<PropertyOutline> outlines = [];
    private readonly List<Problem> problems = [];
    private readonly List<INamedTypeSymbol> blocks = [];
    private readonly bool isBlock;
    private readonly SizeParser sizes;

    public LayerParser(INamedTypeSymbol type)
    {
        this.type = type;
        isBlock = AttributeReader.Find(type, AttributeNames.Block) is not null;
        sizes = new SizeParser(type, isBlock);
        List<Line> lines = FindLines();
        foreach (Line line in lines)
            Read(line);

        CheckParts(lines);
        IsMalformed |= lines.GroupBy(line => line.Property.Name, StringComparer.Ordinal).Any(group => group.Count() > 1)
            || type.GetMembers().Any(member => member is not IPropertySymbol && member.GetAttributes().Any(AttributeReader.IsKnownLayer));
    }

    public IReadOnlyList<LayerDeclaration> Layers => layers;

    /// <summary>The sizes of a block.</summary>
    public IReadOnlyList<BlockSize> Sizes => sizes.Sizes;

    /// <summary>The blocks that the lines use.</summary>
    public IReadOnlyList<INamedTypeSymbol> Blocks => blocks;

    public IReadOnlyList<PropertyOutline> Outlines => outlines;

    public IEnumerable<Problem> Problems => sizes.Problems.Concat(problems);

    /// <summary>Whether a layer has the name of a member of every network.</summary>
    public bool HasTakenName => problems.Any(problem => problem.Id == "KILN0115");

    /// <summary>Whether C# rejects something about the layers, so that they are not what the user meant.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>The properties with a layer attribute, or with one that C# does not know: it may have been meant as one.</summary>
    private List<Line> FindLines()
    {
        List<Line> lines = [];
        foreach (IPropertySymbol property in type.GetMembers().OfType<IPropertySymbol>())
        {
            AttributeData[] attributes = property.GetAttributes()
                .Where(attribute => AttributeReader.IsLayer(attribute) || attribute.AttributeClass is IErrorTypeSymbol)
                .ToArray();
            if (attributes.Length > 0 && AttributeReader.Syntax(attributes[0])?.FirstAncestorOrSelf<BasePropertyDeclarationSyntax>() is { } syntax)
                lines.Add(new Line(property, attributes, syntax));
        }

        // The order of the members follows the order of the files where a class has several parts; the text does not.
        return lines
            .OrderBy(line => line.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(line => line.Syntax.SpanStart)
            .ToList();
    }

    private void Read(Line line)
    {
        IPropertySymbol property = line.Property;
        bool isPartial = line.Syntax.Modifiers.Any(SyntaxKind.PartialKeyword);
        bool isFirst = outlines.All(outline => outline.Name != property.Name);
        if (isPartial && isFirst && !HasBody(line.Syntax) && property is { IsIndexer: false, Type.TypeKind: not TypeKind.Error })
            outlines.Add(Outline(line));

        if (property.Type.TypeKind == TypeKind.Error || line.Attributes.Any(AttributeReader.IsMalformed) || HasRepeated(line.Attributes))
        {
            IsMalformed = true;
            return;
        }

        string identifier = Identifiers.Escape(property.Name);
        if (line.Attributes.Length > 1)
            problems.Add(new Problem("KILN0106", property.Name, null, identifier, string.Join(" and ", line.Attributes.Select(Kind))));
        else if (Fault(line, isPartial) is { } fault)
            problems.Add(new Problem("KILN0105", property.Name, null, identifier, fault, Mended(line)));
        else if (IsTaken(line))
            problems.Add(new Problem("KILN0115", property.Name, null, identifier));

        AttributeData attribute = line.Attributes[0];
        layers.Add(new LayerDeclaration(
            property.Name,
            string.Join(" ", line.Syntax.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.PartialKeyword)).Select(modifier => modifier.Text)),
            (property.RefKind == RefKind.None ? "" : "ref ") + property.Type.ToDisplayString(TypeFormat),
            Kind(attribute),
            AttributeReader.Named<string?>(attribute, "From", null),
            AttributeReader.Named(attribute, "Keep", false),
            sizes.Arguments(property.Name, attribute),
            AttributeReader.Inputs(attribute),
            Block(property.Name, attribute),
            AttributeReader.Named<string?>(attribute, "WeightsOf", null))
        {
            KeepGradient = AttributeReader.Named(attribute, "KeepGradient", false),
            TrainingOnly = AttributeReader.Named(attribute, "TrainingOnly", false),
            Function = AttributeReader.IsNamed(attribute.AttributeClass!, AttributeNames.Function) ? new FunctionParser(type).Parse(property.Name, attribute, problems) : null,
        });
    }

    /// <summary>The block that a line uses; null for a layer, and where the class is none.</summary>
    private string? Block(string line, AttributeData attribute)
    {
        if (!AttributeReader.IsUse(attribute))
            return null;

        ITypeSymbol target = attribute.AttributeClass!.TypeArguments[0];
        if (target is not INamedTypeSymbol block || AttributeReader.Find(block, AttributeNames.Block) is null)
            return Wrong("which is not a class marked [Block]");

        if (!SymbolEqualityComparer.Default.Equals(block.ContainingAssembly, type.ContainingAssembly))
            return Wrong($"which is a block of {block.ContainingAssembly.Name}, and a compiled project keeps neither its private layers nor how sizes were computed");

        blocks.Add(block);
        return BlockParser.FullName(block);

        string? Wrong(string reason)
        {
            problems.Add(new Problem("KILN0116", line, null, Identifiers.Escape(line), target.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), reason));
            return null;
        }
    }

    /// <summary>What keeps a property from being a layer; null if nothing does.</summary>
    private static string? Fault(Line line, bool isPartial)
    {
        if (line.Property.IsIndexer)
            return "an indexer";

        if (!line.Property.ExplicitInterfaceImplementations.IsEmpty)
            return "explicitly implemented for an interface";

        if (line.Property.IsStatic)
            return "static";

        if (!isPartial)
            return "not partial";

        if (HasBody(line.Syntax))
            return "implemented by hand";

        return line.Syntax.AccessorList!.Accessors is [{ RawKind: (int)SyntaxKind.GetAccessorDeclaration }] ? null : "writable";
    }

    /// <summary>The property as a layer. An indexer has no name, so it gets a free one after its kind.</summary>
    private string Mended(Line line)
    {
        IPropertySymbol property = line.Property;
        IPropertySymbol? implemented = property.ExplicitInterfaceImplementations.FirstOrDefault();
        Accessibility accessibility = implemented is null ? property.DeclaredAccessibility : Accessibility.Public;
        string name = property.IsIndexer ? FreeName(line.Attributes[0]) : implemented?.Name ?? property.Name;
        return $"{SyntaxFacts.GetText(accessibility)} partial {property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} {Identifiers.Escape(name)} {{ get; }}";
    }

    /// <summary>A name for a layer that no member has: <c>Conv1</c>, <c>Conv2</c>.</summary>
    private string FreeName(AttributeData attribute)
    {
        string kind = Kind(attribute);
        return Enumerable.Range(1, int.MaxValue)
            .Select(number => kind.Substring(kind.LastIndexOf('.') + 1) + number.ToString(CultureInfo.InvariantCulture))
            .First(name => type.GetMembers(name).IsEmpty);
    }

    private static bool HasBody(BasePropertyDeclarationSyntax syntax) =>
        syntax.AccessorList is not { } list || list.Accessors.Any(accessor => accessor.Body is not null || accessor.ExpressionBody is not null);

    /// <summary>Whether the class that the compiler derives from has a member of that name, or its code calls a type so: code inside and outside would get the
    /// wrong one.</summary>
    private bool IsTaken(Line line)
    {
        if (AttributeNames.Called.Contains(line.Property.Name) || AttributeNames.Nested.Contains(line.Property.Name))
            return true;

        string baseClass = isBlock ? AttributeNames.BlockBase : AttributeNames.TrainableBase;
        INamedTypeSymbol attribute = line.Attributes[0].AttributeClass!;
        while (attribute.BaseType is { } baseType && !AttributeReader.IsNamed(attribute, AttributeNames.Layer))
            attribute = baseType;

        for (INamedTypeSymbol? ancestor = attribute.ContainingAssembly.GetTypeByMetadataName(baseClass); ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.GetMembers(line.Property.Name).Any(member => member.DeclaredAccessibility is not (Accessibility.Private or Accessibility.Internal)))
                return true;
        }

        return false;
    }

    private void CheckParts(List<Line> lines)
    {
        if (lines.Select(line => line.Syntax.Parent).Distinct().Count() < 2)
            return;

        SyntaxNode? home = lines[0].Syntax.Parent;
        Line stray = lines.First(line => line.Syntax.Parent != home);
        problems.Add(new Problem("KILN0108", stray.Property.Name, null, Identifiers.Escape(stray.Property.Name), lines[0].Property.Name, Identifiers.Escape(type.Name)));
    }

    private static PropertyOutline Outline(Line line)
    {
        string modifiers = string.Join(" ", line.Syntax.Modifiers.Select(modifier => modifier.Text));
        string reference = line.Property.RefKind == RefKind.None ? "" : "ref ";
        string propertyType = line.Property.Type.ToDisplayString(
            SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier));
        IEnumerable<string> accessors = line.Syntax.AccessorList!.Accessors
            .Select(accessor => string.Join(" ", accessor.Modifiers.Select(modifier => modifier.Text).Concat([accessor.Keyword.Text])));
        return new PropertyOutline(line.Property.Name, $"{modifiers} {reference}{propertyType} {Identifiers.Escape(line.Property.Name)}", new EquatableArray<string>(accessors));
    }

    /// <summary>Whether one of Kiln's attributes stands twice, which C# rejects.</summary>
    private static bool HasRepeated(AttributeData[] attributes) =>
        attributes.Where(AttributeReader.IsKnownLayer).GroupBy(attribute => attribute.AttributeClass, SymbolEqualityComparer.Default).Any(group => group.Count() > 1);

    private static string Kind(AttributeData attribute)
    {
        INamedTypeSymbol attributeClass = attribute.AttributeClass!;
        const string Suffix = "Attribute";
        return AttributeReader.IsKnownLayer(attribute) && attributeClass.Name.EndsWith(Suffix, StringComparison.Ordinal)
            ? attributeClass.Name.Substring(0, attributeClass.Name.Length - Suffix.Length)
            : attributeClass.ToDisplayString();
    }

    /// <summary>One property with its layer attributes, in the part of the class that carries them.</summary>
    private sealed record Line(IPropertySymbol Property, AttributeData[] Attributes, BasePropertyDeclarationSyntax Syntax);
}

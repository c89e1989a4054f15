using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kiln.Generator.Declaration;

/// <summary>From the symbol of a class to what the user declared. After it no symbol is seen.</summary>
internal static class DeclarationParser
{
    /// <summary>What runs kernels for graphics processors, and brings the library that they are written for.</summary>
    private const string GpuAssembly = "Kiln.Gpu";

    /// <summary>Namespace and name as C# writes them.</summary>
    public static readonly SymbolDisplayFormat NameFormat =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>Parses a class; null if it has nothing to do with networks.</summary>
    public static ParsedNetwork? Parse(INamedTypeSymbol type)
    {
        if (DeclaringAttribute(type) is not { } attribute)
            return AttributeReader.Find(type, AttributeNames.Block) is null ? ParseStrayLayers(type) : null;

        return attribute.AttributeClass!.IsGenericType ? ParseBorrowed(type, attribute) : ParseNetwork(type, attribute);
    }

    /// <summary>The attribute that makes a class a network: the only one that is compiled where there are several.</summary>
    public static AttributeData? DeclaringAttribute(INamedTypeSymbol type) =>
        AttributeReader.Find(type, AttributeNames.Network) ?? Borrowing(type);

    /// <summary>The attribute of a class that has the layers of another.</summary>
    private static AttributeData? Borrowing(INamedTypeSymbol type) => AttributeReader.Find(type, AttributeNames.InferenceOf) ?? AttributeReader.Find(type, AttributeNames.HeadOf);

    private static bool IsHead(AttributeData borrowing) => $"{AttributeNames.Namespace}.{borrowing.AttributeClass!.MetadataName}" == AttributeNames.HeadOf;

    /// <summary>The attribute as messages name it.</summary>
    private static string Told(AttributeData borrowing) => IsHead(borrowing) ? "[HeadOf]" : "[InferenceOf]";

    private static ParsedNetwork ParseNetwork(INamedTypeSymbol type, AttributeData attribute)
    {
        LayerParser lines = new(type);
        List<Problem> problems = [];
        string name = Identifiers.Escape(type.Name);
        if (ClassParser.Check(type, attribute) is { } wrong)
            problems.Add(wrong);

        if (Borrowing(type) is { } other)
            problems.Add(new Problem("KILN0113", null, null, name, "[Network]", Told(other)));
        else if (AttributeReader.Find(type, AttributeNames.Block) is not null)
            problems.Add(new Problem("KILN0113", null, null, name, "[Network]", "[Block]"));

        problems.AddRange(lines.Problems);
        if (IsForGpu(attribute) && HalvesWeights(attribute))
            problems.Add(new Problem("KILN0402", null, "Weights", name));
        else if (IsForGpu(attribute) && !type.ContainingModule.ReferencedAssemblies.Any(reference => reference.Name == GpuAssembly))
            problems.Add(new Problem("KILN0401", null, "Targets", name));

        bool malformed = lines.IsMalformed || AttributeReader.IsMalformed(attribute);
        if (lines.Layers.Count == 0 && problems.Count == 0 && !malformed)
            problems.Add(new Problem("KILN0109", null, null, name, "a network", MessageText.InputLine(isBlock: false)));

        NetworkDeclaration declaration = Declare(type, attribute, type, null, (lines.Layers, BlockParser.Used(lines)));
        return new ParsedNetwork(declaration, ClassParser.Outline(type, lines), new EquatableArray<Problem>(problems), malformed);
    }

    private static ParsedNetwork ParseBorrowed(INamedTypeSymbol type, AttributeData attribute)
    {
        List<Problem> problems = [];
        string name = Identifiers.Escape(type.Name);
        if (ClassParser.Check(type, attribute) is { } wrong)
            problems.Add(wrong);

        if (AttributeReader.Find(type, AttributeNames.Block) is not null)
            problems.Add(new Problem("KILN0113", null, null, name, Told(attribute), "[Block]"));
        else if (!IsHead(attribute) && AttributeReader.Find(type, AttributeNames.HeadOf) is { } head)
            problems.Add(new Problem("KILN0113", null, null, name, Told(attribute), Told(head)));

        LayerParser own = new(type);
        ITypeSymbol target = attribute.AttributeClass!.TypeArguments[0];
        if (own.Layers.Count > 0)
            problems.Add(new Problem("KILN0110", own.Layers[0].Name, null, own.Layers[0].Identifier, name, $"remove it: {name} has the layers of {Identifiers.Escape(target.Name)}"));

        Variant variant = IsHead(attribute) ? Variant.Head : new Variant(AttributeReader.Named(attribute, "Height", 0), AttributeReader.Named(attribute, "Width", 0));
        bool malformed = own.IsMalformed || AttributeReader.IsMalformed(attribute) || target.TypeKind == TypeKind.Error;
        (IReadOnlyList<LayerDeclaration> Layers, EquatableArray<BlockDeclaration> Blocks) lines = ([], default);
        INamedTypeSymbol? owner = null;
        if (!malformed)
        {
            owner = TargetNetwork(type, target);
            if (owner is null)
                problems.Add(new Problem("KILN0111", null, null, name, target.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
            else
                (lines, malformed) = ReadTarget(owner);
        }

        if (owner is not null && type.DeclaredAccessibility == Accessibility.Public && owner.DeclaredAccessibility != Accessibility.Public)
        {
            problems.Add(new Problem("KILN0114", null, null, name, Identifiers.Escape(owner.Name)));
            owner = null;
        }

        NetworkDeclaration declaration = Declare(type, attribute, owner, variant, lines);
        return new ParsedNetwork(declaration, ClassParser.Outline(type, own), new EquatableArray<Problem>(problems), malformed);
    }

    /// <summary>A class with layers, or sizes of blocks, that nothing compiles.</summary>
    private static ParsedNetwork? ParseStrayLayers(INamedTypeSymbol type)
    {
        bool isStray = type.GetMembers().Any(member => AttributeReader.Find(member, AttributeNames.Size) is not null || (member is IPropertySymbol && member.GetAttributes().Any(AttributeReader.IsLayer)));
        if (!isStray)
            return null;

        LayerParser lines = new(type);
        List<Problem> problems = [];
        if (lines.Layers.Count > 0)
        {
            // The attribute is for classes alone.
            string name = Identifiers.Escape(type.Name);
            string mend = type.TypeKind == TypeKind.Class ? $"write [Network] above {name}" : "move it to a class marked [Network]";
            problems.Add(new Problem("KILN0110", lines.Layers[0].Name, null, lines.Layers[0].Identifier, name, mend));
        }
        else
        {
            problems.AddRange(lines.Problems);
        }

        NetworkDeclaration declaration = new(Namespace(type), type.Name, "", "", null, true, true, false, new EquatableArray<LayerDeclaration>(lines.Layers));
        return new ParsedNetwork(declaration, ClassParser.Outline(type, lines), new EquatableArray<Problem>(problems), true);
    }

    /// <summary>The network to infer with. It must be in the same project: the compiled form of another one keeps neither its private layers
    /// nor their order for certain.</summary>
    private static INamedTypeSymbol? TargetNetwork(INamedTypeSymbol type, ITypeSymbol target) =>
        target is INamedTypeSymbol named
        && SymbolEqualityComparer.Default.Equals(target.ContainingAssembly, type.ContainingAssembly)
        && AttributeReader.Find(named, AttributeNames.Network) is not null
            ? named
            : null;

    private static ((IReadOnlyList<LayerDeclaration> Layers, EquatableArray<BlockDeclaration> Blocks) Lines, bool Wrong) ReadTarget(INamedTypeSymbol owner)
    {
        ParsedNetwork target = ParseNetwork(owner, AttributeReader.Find(owner, AttributeNames.Network)!);
        return ((target.Declaration.Layers, target.Declaration.Blocks), target.Reported || target.Problems.Count > 0);
    }

    private static NetworkDeclaration Declare(
        INamedTypeSymbol type,
        AttributeData attribute,
        INamedTypeSymbol? owner,
        Variant? variant,
        (IReadOnlyList<LayerDeclaration> Layers, EquatableArray<BlockDeclaration> Blocks) lines) =>
        new(
            Namespace(type),
            type.Name,
            SyntaxFacts.GetText(type.DeclaredAccessibility),
            owner?.ToDisplayString(NameFormat) ?? "",
            variant,
            AttributeReader.Named(attribute, "Fuse", true),
            AttributeReader.Named(attribute, "Winograd", true),
            AttributeReader.Named(attribute, "OwnLoss", false),
            new EquatableArray<LayerDeclaration>(lines.Layers),
            lines.Blocks)
        {
            ForGpu = IsForGpu(attribute),
            Recompute = AttributeReader.Named(attribute, "Recompute", false),
            HalvesWeights = HalvesWeights(attribute),
        };

    private static bool IsForGpu(AttributeData attribute) => ((Targets)AttributeReader.Named(attribute, "Targets", 0)).HasFlag(Targets.Gpu);

    private static bool HalvesWeights(AttributeData attribute) => (WeightPrecision)AttributeReader.Named(attribute, "Weights", 0) == WeightPrecision.Half;

    /// <summary>As C# writes it; empty for the global one.</summary>
    public static string Namespace(INamedTypeSymbol type) =>
        type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(NameFormat);
}

using Kiln.Generator.Declaration;
using Microsoft.CodeAnalysis;

namespace Kiln.Generator.Tests.Support;

/// <summary>Parses networks from text.</summary>
internal static class Declarations
{
    /// <summary>What the parser makes of a class.</summary>
    public static ParsedNetwork Parse(string name, params (string Path, string Text)[] files)
    {
        INamedTypeSymbol type = GeneratorRunner.Compilation(files).GetTypeByMetadataName(name)!;
        return DeclarationParser.Parse(type)!;
    }

    public static ParsedNetwork Parse(string name, string text) => Parse(name, ("Net.cs", text));
}

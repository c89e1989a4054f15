using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Tests.Random;
using Kiln.Generator.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Kiln.Generator.Tests.Diagnostics;

/// <summary>The analyzer checks without compiling: it must find what keeps the generator from compiling, and nothing else, or a class whose members throw
/// would build without an error.</summary>
public class CheckTests
{
    [Theory]
    [MemberData(nameof(DiagnosticCaseTests.Cases), MemberType = typeof(DiagnosticCaseTests))]
    public void WhatIsWrongWithACaseIsFoundWithoutCompilingIt(string name) => Agree(DiagnosticCaseTests.Read(name).Text);

    [Fact]
    public void WhatIsWrongWithRandomDeclarationsIsFoundWithoutCompilingThem()
    {
        for (int seed = 5001; seed < 5101; seed++)
            Agree($"using Kiln;\n{RandomDeclaration.Of(seed, "Net")}");
    }

    private static void Agree(string text)
    {
        Compilation compilation = GeneratorRunner.Compilation(("Net.cs", text));
        foreach (INamedTypeSymbol type in Types(compilation.Assembly.GlobalNamespace))
        {
            if (DeclarationParser.Parse(type) is not { } network)
                continue;

            Problem[] found = [.. NetworkCompiler.Check(network)], compiled = [.. NetworkCompiler.Compile(network).Problems];
            Assert.True(found.SequenceEqual(compiled), $"{type}: checking found {string.Join(", ", found.Select(Text))}; compiling {string.Join(", ", compiled.Select(Text))}\n{text}");
        }
    }

    private static string Text(Problem problem) => $"{problem.Id} ({string.Join(", ", problem.Arguments)})";

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol space) => space.GetMembers().SelectMany(member => member switch
    {
        INamedTypeSymbol type => Types(type).Prepend(type),
        INamespaceSymbol inner => Types(inner),
        _ => [],
    });
}

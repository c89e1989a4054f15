using Kiln.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kiln.Docs.Tests.Code;

/// <summary>What the generator emits, as text.</summary>
internal static class EmittedFiles
{
    /// <summary>Generates for one file.</summary>
    /// <param name="text">A file that declares networks.</param>
    public static IReadOnlyList<(string Name, string Text)> Of(string text)
    {
        CSharpParseOptions options = new(LanguageVersion.Latest);
        Type[] referred = [typeof(object), typeof(Network), typeof(Kiln.Gpu.GpuNetwork), typeof(ILGPU.Context)];
        IEnumerable<string> assemblies = referred.Select(type => type.Assembly.Location)
            .Append(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System.Runtime.dll"));
        CSharpCompilation declared = CSharpCompilation.Create(
            "Emitted",
            [CSharpSyntaxTree.ParseText(text, options), CSharpSyntaxTree.ParseText("global using Kiln;", options)],
            assemblies.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: options).RunGenerators(declared);
        return [.. driver.GetRunResult().Results.Single().GeneratedSources.Select(source => (source.HintName, source.SourceText.ToString()))];
    }
}

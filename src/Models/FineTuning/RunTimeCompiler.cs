using System.Reflection;
using System.Runtime.Loader;
using Kiln.Generator;
using Kiln.Models.Networks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kiln.Models.FineTuning;

/// <summary>Compiles declared networks while the program runs, as a build does: with this project's own generator and Roslyn.</summary>
internal static class RunTimeCompiler
{
    /// <summary>Compiles a network.</summary>
    /// <param name="source">A file that declares it.</param>
    /// <param name="name">Namespace and name of its class.</param>
    /// <exception cref="InvalidOperationException">The text does not compile.</exception>
    public static NamedNetwork Compile(string source, string name)
    {
        CSharpParseOptions options = new(LanguageVersion.Latest);
        CSharpCompilation declared = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(source, options)],
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: options).RunGeneratorsAndUpdateCompilation(declared, out Compilation compiled, out _);
        using MemoryStream content = new();
        if (compiled.Emit(content).Diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
            throw new InvalidOperationException($"{name} does not compile: {error}");

        content.Position = 0;
        Type type = new AssemblyLoadContext(name).LoadFromStream(content).GetType(name, throwOnError: true)!;
        return typeof(NamedNetwork).GetMethod(nameof(NamedNetwork.Of))!.MakeGenericMethod(type).CreateDelegate<Func<NamedNetwork>>()();
    }

    /// <summary>.NET as it runs, and the runtime of networks.</summary>
    private static IEnumerable<MetadataReference> References() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(NetworkAttribute).Assembly.Location),
    ];
}

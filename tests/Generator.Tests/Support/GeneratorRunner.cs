using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kiln.Generator.Tests.Support;

/// <summary>Compiles source text with the generator and the analyzer, as a build does.</summary>
internal static class GeneratorRunner
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(NetworkAttribute).Assembly.Location),
    ];

    /// <summary>A compilation of some files, before the generator.</summary>
    public static CSharpCompilation Compilation(params (string Path, string Text)[] files) => CSharpCompilation.Create(
        "Nets",
        files.Select(file => Parse(file.Path, file.Text)),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    /// <summary>A driver with the generator and nothing else, which records why each step ran.</summary>
    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new NetworkGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Generates, compiles and analyses one file.</summary>
    public static Task<BuildOutcome> Build(string text) => Build(("Net.cs", text));

    /// <summary>Generates, compiles and analyses some files.</summary>
    public static async Task<BuildOutcome> Build(params (string Path, string Text)[] files)
    {
        GeneratorDriver driver = Driver().RunGeneratorsAndUpdateCompilation(Compilation(files), out Compilation compilation, out _);
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers([new NetworkAnalyzer()]);
        ImmutableArray<Diagnostic> diagnostics = await analysis.GetAllDiagnosticsAsync();
        return new BuildOutcome(
            compilation,
            result.Exception,
            [.. result.GeneratedSources.Select(source => (source.HintName, source.SourceText.ToString()))],
            [.. diagnostics.Concat(result.Diagnostics).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)]);
    }
}

/// <summary>What a build gave.</summary>
/// <param name="Compilation">With the generated files.</param>
/// <param name="Exception">What the generator threw.</param>
/// <param name="Files">The generated files.</param>
/// <param name="Diagnostics">Errors and warnings, of C# and of Kiln.</param>
internal sealed record BuildOutcome(
    Compilation Compilation, Exception? Exception, IReadOnlyList<(string HintName, string Text)> Files, IReadOnlyList<Diagnostic> Diagnostics);

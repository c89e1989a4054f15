using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Kiln.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kiln.Tests.Support;

/// <summary>Networks that exist as text, compiled in memory by the real generator and loaded until disposed.</summary>
internal sealed class NetworkBuild : IDisposable
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using Kiln;";

    /// <summary>Without the comments of the generated code, which would be parsed for nothing.</summary>
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.None);

    /// <summary>.NET's own assemblies, and of Kiln's those that the tests refer to.</summary>
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => IsReferred(Path.GetFileName(path)))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>What all have in common. Kept, so that the compiler does not read .NET's assemblies again for each.</summary>
    private static readonly CSharpCompilation Common = CSharpCompilation.Create(
        "Nets",
        [CSharpSyntaxTree.ParseText(Usings, ParseOptions)],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, concurrentBuild: false, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));

    private readonly AssemblyLoadContext context = new("networks made up by tests", isCollectible: true);
    private readonly Assembly assembly;

    /// <summary>Compiles some files.</summary>
    /// <param name="files">Their texts.</param>
    public NetworkBuild(params IEnumerable<string> files)
        : this(files, analyzes: false)
    {
    }

    private NetworkBuild(IEnumerable<string> files, bool analyzes)
    {
        CSharpCompilation declared = Common.AddSyntaxTrees(files.Select(text => CSharpSyntaxTree.ParseText(text, ParseOptions)));
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(declared, out Compilation compiled, out ImmutableArray<Diagnostic> problems);

        using MemoryStream image = new();
        IEnumerable<Diagnostic> mistakes = analyzes ? compiled.WithAnalyzers([new NetworkAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult() : [];
        string[] errors = [.. mistakes.Concat(compiled.Emit(image).Diagnostics).Concat(problems).Where(IsWrong).Take(30).Select(diagnostic => diagnostic.ToString())];
        if (errors.Length > 0)
            throw new InvalidOperationException($"the networks do not compile: {string.Join("\n", errors)}");

        image.Position = 0;
        assembly = context.LoadFromStream(image);
    }

    /// <summary>Compiles some files of which it is not known that Kiln understands them: mistakes are found by its analyzer, which takes as long again.</summary>
    /// <param name="files">Their texts.</param>
    public static NetworkBuild Analyzed(params IEnumerable<string> files) => new(files, analyzes: true);

    /// <summary>The networks' assembly.</summary>
    public Assembly Assembly => assembly;

    public void Dispose() => context.Unload();

    /// <summary>Builds a network with parameters of its own.</summary>
    public ImageNetwork Create(string name, int maxBatch, int threads) => (ImageNetwork)Make(name, maxBatch, threads, 1);

    /// <summary>Builds a network for images of one size on the parameters of another.</summary>
    public ImageNetwork CreateReader(string name, ParameterSet parameters, int maxBatch, int threads) => (ImageNetwork)Make(name, parameters, maxBatch, threads);

    /// <summary>Builds a network for maps of any extent on the parameters of another.</summary>
    public MapNetwork CreateReader(string name, ParameterSet parameters, int threads) => (MapNetwork)Make(name, parameters, threads);

    private static bool IsReferred(string file) => file.StartsWith("System.", StringComparison.Ordinal) || file is "Kiln.Runtime.dll" or "Kiln.Gpu.dll" or "Kiln.Pictures.dll" or "Kiln.Interchange.dll" or "Kiln.Report.dll" or "ILGPU.dll";

    private static bool IsWrong(Diagnostic diagnostic) => diagnostic.Severity >= DiagnosticSeverity.Warning;

    private object Make(string name, params object[] arguments) => Activator.CreateInstance(assembly.GetType(name, throwOnError: true)!, arguments)!;
}

using System.Text;
using Kiln.Generator;
using Kiln.Inspection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kiln.Bench.Generator;

/// <summary>Times the compiler itself on the largest network, and weighs its text.</summary>
internal static class GeneratorReport
{
    private const int Runs = 15;
    private const string Declaration = "Vgg16.cs";

    /// <summary>Measures and prints one line.</summary>
    public static void Print()
    {
        CSharpParseOptions options = new(LanguageVersion.Latest);
        CSharpCompilation compilation = Compilation(options);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: options);

        // A driver is immutable: every run of this one compiles the network anew. The first runs are those of the JIT compiler.
        double[] seconds = [.. Enumerable.Range(0, Runs).Select(_ => Stopwatches.Time(() => driver.RunGenerators(compilation)))];
        double warm = Stopwatches.Median(seconds[(Runs / 2)..]);
        GeneratorRunResult result = driver.RunGenerators(compilation).GetRunResult().Results.Single();
        int bytes = result.GeneratedSources.Sum(file => Encoding.UTF8.GetByteCount(file.SourceText.ToString()));
        Console.WriteLine(FormattableString.Invariant($"generator {Declaration} first_ms {1000 * seconds[0]:F0} warm_ms {1000 * warm:F1} text_bytes {bytes}"));
    }

    private static CSharpCompilation Compilation(CSharpParseOptions options)
    {
        using Stream stream = typeof(GeneratorReport).Assembly.GetManifestResourceStream(Declaration)!;
        using StreamReader reader = new(stream);
        string[] platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return CSharpCompilation.Create(
            "Timed",
            [CSharpSyntaxTree.ParseText(reader.ReadToEnd(), options, Declaration)],
            platform.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }
}

using System.Text.RegularExpressions;
using Kiln.Generator.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Kiln.Generator.Tests.Diagnostics;

/// <summary>A diagnostic that a document quotes is what the compiler says, word for word.</summary>
public partial class QuoteTests
{
    private static readonly string Pages = Path.Combine(AppContext.BaseDirectory, "Pages");

    public static TheoryData<string> Ids =>
        new(Directory.GetFiles(Pages, "KILN*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Where(id => id != DescriptorTests.CompilerFailed).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task APageQuotesWhatItsExampleGives(string id)
    {
        string page = File.ReadAllText(Path.Combine(Pages, $"{id}.md"));
        BuildOutcome outcome = await GeneratorRunner.Build($"using Kiln;\n{Example().Match(page).Groups[1].Value}");

        Diagnostic diagnostic = Assert.Single(outcome.Diagnostics, candidate => candidate.Id.StartsWith("KILN", StringComparison.Ordinal));
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(diagnostic.GetMessage(null), Quote(page));
    }

    /// <summary>Elsewhere a quote is about the example on the page of its id.</summary>
    [Fact]
    public void OtherDocumentsQuoteThePages()
    {
        string root = Repository.Root.FullName;
        string[] documents = [Path.Combine(root, "README.md"), .. Directory.GetFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories)];
        int quotes = 0;
        foreach (string document in documents)
        {
            foreach (Match quoted in Quoted().Matches(File.ReadAllText(document)))
            {
                string page = File.ReadAllText(Path.Combine(Pages, $"{quoted.Groups[1].Value}.md"));
                Assert.Equal((document, Quote(page)), (document, quoted.Groups[2].Value.Trim('`')));
                quotes++;
            }
        }

        Assert.NotEqual(0, quotes);
    }

    /// <summary>A network that a document declares compiles as it stands there.</summary>
    [Fact]
    public async Task DocumentsDeclareNetworksThatCompile()
    {
        string[] networks = [.. ReadmeCode().Concat(Code("docs", "losses.md")).Where(code => code.StartsWith("[Network]", StringComparison.Ordinal))];
        Assert.NotEmpty(networks);
        foreach (string network in networks)
        {
            BuildOutcome outcome = await GeneratorRunner.Build($"using Kiln;\nusing Kiln.Models.Networks.Blocks;\n{network}\n{ModelBlocks()}");

            Assert.Empty(outcome.Diagnostics);
        }
    }

    /// <summary>Networks of this repository stand in the README as they do in their files.</summary>
    [Fact]
    public void TheReadmeQuotesNetworksThatAreHere()
    {
        string code = ReadmeCode().Single(code => code.Contains("class ResNet50", StringComparison.Ordinal));
        string sources = string.Concat(new[] { "ResNet50.cs", "Blocks/BottleneckStage.cs" }.Select(file => File.ReadAllText(Path.Combine(Networks, file))));

        Assert.All(code.Split("\n\n[Block]"), part => Assert.Contains(part.Trim(), sources, StringComparison.Ordinal));
    }

    private static string Networks => Path.Combine(Repository.Root.FullName, "src", "Models", "Networks");

    /// <summary>The blocks of this repository's networks, in their namespace.</summary>
    private static string ModelBlocks()
    {
        const string Namespace = "namespace Kiln.Models.Networks.Blocks";
        IEnumerable<string> blocks = Directory.GetFiles(Path.Combine(Networks, "Blocks"), "*.cs").Select(file => File.ReadAllText(file).Replace($"{Namespace};", "", StringComparison.Ordinal));
        return $"{Namespace}\n{{\n{string.Concat(blocks)}\n}}";
    }

    /// <summary>A kernel's remark that the README shows is what the compiler writes.</summary>
    [Fact]
    public async Task TheReadmeQuotesAKernel()
    {
        string remark = ReadmeCode().Single(code => code.StartsWith("/// <summary>", StringComparison.Ordinal));
        BuildOutcome outcome = await GeneratorRunner.Build(Nets.CharacterCnn);

        string file = outcome.Files.Single(file => file.HintName.EndsWith("CharacterCnn.Avx2.g.cs", StringComparison.Ordinal)).Text;
        Assert.Contains(remark, string.Join("\n", file.Split('\n').Select(line => line.Trim())), StringComparison.Ordinal);
    }

    private static IEnumerable<string> ReadmeCode() => Code("README.md");

    private static IEnumerable<string> Code(params string[] document) =>
        Example().Matches(File.ReadAllText(Path.Combine([Repository.Root.FullName, .. document]))).Select(match => match.Groups[1].Value);

    private static string Quote(string page) => QuotedLine().Match(page).Groups[1].Value;

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("^> (.+)$", RegexOptions.Multiline)]
    private static partial Regex QuotedLine();

    /// <summary>An id and a message, unless they are the heading of a page.</summary>
    [GeneratedRegex(@"(?<!^# )\b(KILN\d{4}): (.+)", RegexOptions.Multiline)]
    private static partial Regex Quoted();
}

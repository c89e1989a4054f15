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

    private static string Quote(string page) => QuotedLine().Match(page).Groups[1].Value;

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("^> (.+)$", RegexOptions.Multiline)]
    private static partial Regex QuotedLine();

    /// <summary>An id and a message, unless they are the heading of a page.</summary>
    [GeneratedRegex(@"(?<!^# )\b(KILN\d{4}): (.+)", RegexOptions.Multiline)]
    private static partial Regex Quoted();
}

using System.Reflection;
using System.Text.RegularExpressions;
using Kiln.Docs.Tests.Pages;
using Xunit.Abstractions;

namespace Kiln.Docs.Tests.Code;

/// <summary>No block is forgotten: each has a language with a rule.</summary>
/// <param name="log">Lists what no test looks into.</param>
public sealed partial class BlockTests(ITestOutputHelper log)
{
    /// <summary>What other programs read.</summary>
    private static readonly string[] Foreign = ["python", "matlab"];

    public static TheoryData<string> Pages => new(Page.All.Select(page => page.Path));

    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryBlockIsOfAKindThatIsChecked(string path)
    {
        foreach (CodeBlock block in Page.Of(path).Blocks)
        {
            Assert.True(block.Language is "csharp" or "xml" or "" || Foreign.Contains(block.Language), $"{block.Place}: '{block.Language}' is no language that a test knows");
            if (Foreign.Contains(block.Language))
                log.WriteLine($"not checked, {block.Language}: {block.Place}");
        }
    }

    /// <summary>What is broken over two lines, no test would find.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void CodeAndLinksEndOnTheirLine(string path) => Assert.All(Page.Of(path).Prose, line =>
    {
        Assert.True(line.Text.Count(letter => letter == '`') % 2 == 0, $"{path}:{line.Line}: code is broken over two lines");
        Assert.False(OpenLink().IsMatch(line.Text), $"{path}:{line.Line}: a link is broken over two lines");
    });

    /// <summary>Every project that a page refers to is there.</summary>
    [Fact]
    public void ProjectsThatPagesReferToExist()
    {
        MatchCollection[] paths = [.. Page.All.SelectMany(page => page.Blocks).Where(block => block.Language == "xml").Select(block => ProjectPath().Matches(block.Text))];
        Assert.True(paths.Sum(found => found.Count) > 4);
        Assert.All(paths.SelectMany(found => found), path => Assert.True(File.Exists(Path.Combine(Repository.Root.FullName, path.Groups[1].Value)), path.Value));
    }

    /// <summary>The page of a diagnostic shows the mistake, the message and the mended code. The first two are held together by the compiler's own tests.</summary>
    [Fact]
    public void PagesOfDiagnosticsMendTheirMistake()
    {
        Page[] pages = [.. Page.All.Where(page => page.IsOfDiagnostic && page.Path != $"{Page.Diagnostics}KILN0901.md")];
        Assert.True(pages.Length > 55);
        Assert.All(pages, page => Assert.Equal((page.Path, 2), (page.Path, page.Blocks.Count(block => block.Language == "csharp"))));
        Assert.All(pages, page => Assert.NotEqual(page.Blocks[0].Text, page.Blocks[1].Text));
        Assert.All(pages, page => Assert.Contains(page.Prose, line => line.Text.StartsWith("> ", StringComparison.Ordinal)));
    }

    /// <summary>An attribute that is mentioned in a line of text, <c>[Conv(k, k, out)]</c> with <c>Pad</c>, is there, and so are the options that it is given.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void AttributesInTheTextExist(string path)
    {
        foreach ((int line, string text) in Page.Of(path).Prose)
        {
            foreach (Match mentioned in Mentioned().Matches(text))
            {
                string name = mentioned.Groups[1].Value;
                Type? attribute = typeof(LayerAttribute).Assembly.GetExportedTypes().FirstOrDefault(type => Regex.IsMatch(type.Name, $"^{name}Attribute(`1)?$"));
                Assert.True(attribute is not null, $"{path}:{line}: there is no attribute '{name}'");
                foreach (Match option in OptionName().Matches(mentioned.Groups[2].Value))
                    Assert.True(attribute.GetProperty(option.Groups[1].Value) is { CanWrite: true }, $"{path}:{line}: {name} has no option '{option.Groups[1].Value}'");
            }
        }
    }

    [GeneratedRegex(@"(?:Include|Project)=""[^""]*?((?:src|bench|tests)/[^""]+)""")]
    private static partial Regex ProjectPath();

    [GeneratedRegex(@"`\[([A-Z]\w+)(?:<\w+>)?(?:\(([^`]*)\))?\]`")]
    private static partial Regex Mentioned();

    [GeneratedRegex(@"\[[^\]`]*$|\]\([^)]*$")]
    private static partial Regex OpenLink();

    [GeneratedRegex(@"\b([A-Z]\w+) = ")]
    private static partial Regex OptionName();
}

using Kiln.Docs.Tests.Pages;

namespace Kiln.Docs.Tests.Code;

/// <summary>Blocks that quote: files of this repository, and what the generator emits for them.</summary>
public sealed class QuotedFileTests
{
    private static readonly IEnumerable<CodeBlock> Blocks = Page.All.SelectMany(page => page.Blocks);

    public static TheoryData<string> Quotes => new(Blocks.Where(block => block.Has(CodeBlock.Within)).Select(block => block.Place));

    public static TheoryData<string> EmittedQuotes => new(Blocks.Where(block => block.Has(CodeBlock.Emitted)).Select(block => block.Place));

    /// <summary>Each part between empty lines stands in one of the files, which are built with the solution or by a test.</summary>
    [Theory]
    [MemberData(nameof(Quotes))]
    public void ABlockStandsInTheFilesItNames(string place)
    {
        CodeBlock block = Blocks.Single(block => block.Place == place);
        string[] files = [.. block.Rules[CodeBlock.Within].Split(',', StringSplitOptions.TrimEntries).Select(Read)];
        string[] parts = files.Length == 1 ? [block.Text] : block.Text.Split("\n\n[");
        Assert.All(parts, part => Assert.Contains(files, file => file.Contains(part.Trim('\n'), StringComparison.Ordinal)));
    }

    /// <summary>The rule names the emitted file and the one that declares the network: <c>CharacterCnn.Avx2.g.cs of src/Models/Networks/CharacterCnn.cs</c>. A line of … stands for any.</summary>
    [Theory]
    [MemberData(nameof(EmittedQuotes))]
    public void ABlockStandsInWhatIsEmitted(string place)
    {
        CodeBlock block = Blocks.Single(block => block.Place == place);
        string[] rule = block.Rules[CodeBlock.Emitted].Split(" of ");
        string emitted = EmittedFiles.Of(Read(rule[1])).Single(file => file.Name.EndsWith($".{rule[0]}", StringComparison.Ordinal)).Text;
        string text = Unindented(emitted);
        int at = 0;
        foreach (string part in Unindented(block.Text).Split("…\n", StringSplitOptions.RemoveEmptyEntries))
        {
            int found = text.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"{rule[0]} has not, after what stands before it,\n{part}");
            at = found + part.Length;
        }
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root.FullName, path)).ReplaceLineEndings("\n");

    private static string Unindented(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()));
}

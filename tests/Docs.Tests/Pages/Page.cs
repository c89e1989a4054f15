namespace Kiln.Docs.Tests.Pages;

/// <summary>A document, divided into fenced blocks and the lines around them.</summary>
internal sealed class Page
{
    /// <summary>The folder of the diagnostics' pages.</summary>
    public const string Diagnostics = "docs/diagnostics/";

    /// <summary>The collection of the tests that run what pages say.</summary>
    public const string WorkingDirectory = "working directory";

    private const string Fence = "```";

    private Page(string path)
    {
        Path = path;
        string[] lines = File.ReadAllText(FullPath).ReplaceLineEndings("\n").Split('\n');
        List<CodeBlock> blocks = [];
        List<(int Line, string Text)> prose = [];
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal))
            {
                prose.Add((i + 1, lines[i]));
                continue;
            }

            int end = Array.FindIndex(lines, i + 1, line => line == Fence);
            if (end < 0)
                throw new InvalidDataException($"{path}:{i + 1}: the block has no end");

            string place = $"{path}:{i + 2}";
            blocks.Add(new CodeBlock(path, i + 2, lines[i][Fence.Length..], string.Concat(lines[(i + 1)..end].Select(line => line + "\n")), CodeBlock.ReadRules(CommentAbove(lines, i), place)));
            i = end;
        }

        (Blocks, Prose) = (blocks, prose);
    }

    /// <summary>README.md and all pages below docs.</summary>
    public static IReadOnlyList<Page> All { get; } =
    [
        new("README.md"),
        .. Directory.GetFiles(System.IO.Path.Combine(Repository.Root.FullName, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Repository.Root.FullName, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Select(path => new Page(path)),
    ];

    /// <summary>From the root of the repository, with slashes.</summary>
    public string Path { get; }

    /// <summary>On this machine.</summary>
    public string FullPath => System.IO.Path.Combine(Repository.Root.FullName, Path);

    /// <summary>The fenced blocks.</summary>
    public IReadOnlyList<CodeBlock> Blocks { get; }

    /// <summary>All other lines, with their numbers from 1.</summary>
    public IReadOnlyList<(int Line, string Text)> Prose { get; }

    /// <summary>Whether it is the page of a diagnostic, whose first block is the mistake.</summary>
    public bool IsOfDiagnostic => Path.StartsWith(Diagnostics, StringComparison.Ordinal);

    /// <summary>A page by its path.</summary>
    public static Page Of(string path) => All.Single(page => page.Path == path);

    /// <summary>The text of a comment that ends right above a line; empty if there is none.</summary>
    private static string CommentAbove(string[] lines, int line)
    {
        if (line == 0 || !lines[line - 1].EndsWith("-->", StringComparison.Ordinal))
            return "";

        int start = Array.FindLastIndex(lines, line - 1, text => text.StartsWith("<!--", StringComparison.Ordinal));
        return string.Join('\n', lines[start..line])["<!--".Length..^"-->".Length];
    }
}

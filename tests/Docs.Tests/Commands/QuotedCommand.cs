using System.Text.RegularExpressions;
using Kiln.Docs.Tests.Pages;

namespace Kiln.Docs.Tests.Commands;

/// <summary>A command that a page tells a reader to type.</summary>
/// <param name="Place">Page and line.</param>
/// <param name="Program">What is started: <c>models</c>, <c>tool</c>, <c>bench</c>, <c>reader</c>, <c>golden</c> or <c>dotnet</c>.</param>
/// <param name="Arguments">What it is given.</param>
/// <param name="Output">The lines that the page quotes under it; empty for none.</param>
internal sealed partial record QuotedCommand(string Place, string Program, string[] Arguments, string[] Output)
{
    /// <summary>Names of the program's commands, which pages also write without the program: <c>practical 1</c>.</summary>
    private const string Names = "train|finetune|read|evaluate|draw|classify|export|import|inspect|check|letters|practical";

    /// <summary>The page on which <c>kiln</c> is the tool for networks of one's own; the tests of the packages run what it quotes.</summary>
    private const string ToolPage = "docs/tool.md:";

    /// <summary>All commands of all pages: lines of blocks without a language, and code within lines of text.</summary>
    public static IReadOnlyList<QuotedCommand> All { get; } =
    [
        .. Page.All.SelectMany(page => page.Blocks).Where(block => block.Language == "").SelectMany(InBlock),
        .. Page.All.SelectMany(page => page.Prose.SelectMany(line => InlineCode().Matches(line.Text).Select(code => Parse($"{page.Path}:{line.Line}", code.Groups[1].Value, [])))).OfType<QuotedCommand>(),
    ];

    /// <summary>As it would be typed.</summary>
    public override string ToString() => $"{Place}: {Program} {string.Join(' ', Arguments)}";

    private static IEnumerable<QuotedCommand> InBlock(CodeBlock block)
    {
        string[] lines = block.Text.TrimEnd('\n').Split('\n');
        bool isSession = lines.Any(IsTyped);
        for (int i = 0; i < lines.Length; i++)
        {
            string[] output = isSession ? [.. lines.Skip(i + 1).TakeWhile(line => !IsTyped(line))] : [];
            if ((!isSession || IsTyped(lines[i])) && Parse($"{block.Page}:{block.Line + i}", lines[i], output) is { } command)
                yield return command;
        }
    }

    private static bool IsTyped(string line) => line.StartsWith("$ ", StringComparison.Ordinal);

    /// <summary>A command, or null for any other text.</summary>
    private static QuotedCommand? Parse(string place, string text, string[] output)
    {
        string line = Remark().Replace(text, "").Trim();
        if (IsTyped(line))
            line = line[2..];

        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int dashes = Array.IndexOf(words, "--");
        if (words is ["dotnet", "run", ..] && dashes > 0 && dashes + 1 < words.Length && Array.IndexOf(words, "--project") is > 0 and int project)
            return new(place, ProgramOf(words[project + 1]), words[(dashes + 1)..], output);
        if (words is ["dotnet", _, ..])
            return new(place, "dotnet", words[1..], output);
        if (words is ["kiln", _, ..] && place.StartsWith(ToolPage, StringComparison.Ordinal))
            return new(place, "tool", words[1..], output);
        if (words is ["--" or "kiln", _, ..])
            return new(place, "models", words[1..], output);
        if (words is ["reader", _, ..])
            return new(place, "reader", words[1..], output);
        return words.Length > 1 && NameOfCommand().IsMatch(line) ? new(place, "models", words, output) : null;
    }

    private static string ProgramOf(string project) => project switch
    {
        "src/Models" => "models",
        "src/Reader" => "reader",
        "bench" => "bench",
        "tests/Golden.Tests" => "golden",
        _ => "dotnet",
    };

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"\s{2,}#.*$")]
    private static partial Regex Remark();

    [GeneratedRegex($"^({Names}) [A-Za-z0-9]")]
    private static partial Regex NameOfCommand();
}

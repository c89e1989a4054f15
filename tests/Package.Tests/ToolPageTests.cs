using System.Text.RegularExpressions;

namespace Kiln.Package.Tests;

/// <summary>docs/tool.md shows what the command prints. A line of … stands for any number of lines; numbers are those of one machine.</summary>
[Collection(Stranger.Collection)]
public sealed partial class ToolPageTests(Stranger stranger)
{
    private const string LeftOut = "…";

    [Theory]
    [InlineData("inspect", 2)]
    [InlineData("check", 1)]
    [InlineData("graph", 1)]
    [InlineData("bench", 1)]
    [InlineData("train", 1)]
    public void TheCommandPrintsWhatThePageQuotes(string command, int count)
    {
        ShapePictures.Write(stranger.Path("shapes"), count: 40, seed: 1);
        ShapePictures.Write(stranger.Path("others"), count: 10, seed: 2);
        string page = File.ReadAllText(Path.Combine(Repository.Root.FullName, "docs", "tool.md")).ReplaceLineEndings("\n");
        Match[] quotes = Regex.Matches(page, $@"```\n\$ kiln ({command} .*)\n((?s:.*?))```").ToArray();
        Assert.Equal(count, quotes.Length);
        Assert.All(quotes, quote =>
        {
            (int _, string output, string error) = stranger.Kiln(quote.Groups[1].Value.Split(' '));
            string[] actual = Lines(output + error);
            int next = 0;
            bool mayLeaveOut = false;
            foreach (string line in Lines(quote.Groups[2].Value))
            {
                if (line == LeftOut)
                {
                    mayLeaveOut = true;
                    continue;
                }

                int found = Array.IndexOf(actual, line, next);
                Assert.True(mayLeaveOut ? found >= next : found == next, $"'{line}' is not where the page says; from there on it prints\n{string.Join('\n', actual.Skip(next))}");
                (next, mayLeaveOut) = (found + 1, false);
            }

            Assert.True(mayLeaveOut || next == actual.Length, $"the page ends before\n{string.Join('\n', actual.Skip(next))}");
        });
    }

    /// <summary>Lines with a sign for every number and amount of memory, and without the blanks and dashes that depend on how wide numbers are.</summary>
    private static string[] Lines(string text) =>
        [.. text.TrimEnd().Split('\n').Select(line => Number().Replace(Width().Replace(line, ""), "#"))];

    [GeneratedRegex(@"-?\b\d[\d,]*(\.\d+)?([KMG]?B\b)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"^ +|(?<=\|) +|-{2,}")]
    private static partial Regex Width();
}

using System.Text.RegularExpressions;
using Kiln.Docs.Tests.Pages;

namespace Kiln.Docs.Tests.Links;

/// <summary>Every link to a file of the repository, and to a heading, leads somewhere; every page is led to.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Pages => new(Page.All.Select(page => page.Path));

    [Theory]
    [MemberData(nameof(Pages))]
    public void LinksOfAPageLeadSomewhere(string path)
    {
        foreach ((int line, string target) in Links(Page.Of(path)))
        {
            string[] parts = target.Split('#', 2);
            string linked = parts[0].Length == 0 ? path : Resolve(path, parts[0]);
            string full = Path.Combine(Repository.Root.FullName, linked);
            Assert.True(File.Exists(full) || Directory.Exists(full), $"{path}:{line}: there is no '{linked}'");
            if (parts.Length == 2)
                Assert.True(Anchors(Page.Of(linked)).Contains(parts[1]), $"{path}:{line}: '{linked}' has no heading #{parts[1]}");
        }
    }

    /// <summary>From the README, or the index of docs, every page is some clicks away; those of diagnostics and decisions by their folders.</summary>
    [Fact]
    public void EveryPageIsReached()
    {
        HashSet<string> reached = ["README.md"];
        Queue<string> open = new(reached);
        while (open.TryDequeue(out string? path))
        {
            foreach (string linked in Links(Page.Of(path)).Select(link => Resolve(path, link.Target.Split('#')[0])).Where(linked => Page.All.Any(page => page.Path == linked)))
            {
                if (reached.Add(linked))
                    open.Enqueue(linked);
            }
        }

        Assert.Empty(Page.All.Select(page => page.Path).Where(path => !path.StartsWith(Page.Diagnostics, StringComparison.Ordinal) && !path.StartsWith("docs/decisions/", StringComparison.Ordinal)).Except(reached));
    }

    private static IEnumerable<(int Line, string Target)> Links(Page page) =>
        from line in page.Prose
        from link in Link().Matches(InlineCode().Replace(line.Text, ""))
        let target = link.Groups[1].Value
        where !target.Contains("://", StringComparison.Ordinal)
        select (line.Line, target);

    private static string Resolve(string page, string target) =>
        Path.GetRelativePath(Repository.Root.FullName, Path.GetFullPath(Path.Combine(Repository.Root.FullName, Path.GetDirectoryName(page)!, target))).Replace('\\', '/');

    /// <summary>GitHub's rule: small letters, no marks but - and _, spaces become dashes; a heading that comes again has a number.</summary>
    private static HashSet<string> Anchors(Page page)
    {
        HashSet<string> anchors = [];
        foreach (Match heading in page.Prose.Select(line => HeadingLine().Match(line.Text)).Where(match => match.Success))
        {
            string text = Link().Replace(heading.Groups[1].Value, match => match.Value.Split(']')[0].TrimStart('[', '!'));
            string anchor = Marks().Replace(text.ToLowerInvariant(), "").Replace(' ', '-');
            for (int again = 1; !anchors.Add(again == 1 ? anchor : $"{anchor}-{again - 1}"); again++)
            {
            }
        }

        return anchors;
    }

    [GeneratedRegex(@"\[[^\]]*\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`(?!\\])")]
    private static partial Regex InlineCode();

    [GeneratedRegex("^#+ (.+)$")]
    private static partial Regex HeadingLine();

    [GeneratedRegex(@"[^\p{L}\p{N}\p{M} _-]")]
    private static partial Regex Marks();
}

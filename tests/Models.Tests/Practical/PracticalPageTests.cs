using System.Globalization;
using System.Text.RegularExpressions;
using Kiln.Tests.Support;

namespace Kiln.Models.Tests.Practical;

/// <summary>docs/practical.md shows what the commands print.</summary>
public sealed partial class PracticalPageTests
{
    /// <summary>Numbers of the page were computed with vectors of one width: of 500 steps with another the last may differ by some thousandths, and an error in per cent by itself.</summary>
    private const double Tolerance = 0.02;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_part_prints_what_the_page_quotes(int part)
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root.FullName, "docs", "practical.md"));
        string quoted = Regex.Match(page, $@"```\n\$ kiln practical {part}\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        using TemporaryFolder folder = new();

        ConsoleRun run = await ConsoleRun.Of("practical", part.ToString(CultureInfo.InvariantCulture), "--out", folder.Path);

        string[] expected = quoted.TrimEnd().Split('\n'), actual = run.Output.Replace(folder.Path, $"runs/practical-{part}", StringComparison.Ordinal).TrimEnd().Split('\n');
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), lines =>
        {
            Assert.Equal(Number().Replace(lines.First, "#"), Number().Replace(lines.Second, "#"), ignoreWhiteSpaceDifferences: true);
            double[] first = Numbers(lines.First), second = Numbers(lines.Second);
            Assert.All(first.Zip(second), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= Tolerance * Math.Max(1, Math.Abs(pair.First)), $"{lines.Second}, but the page says {lines.First}"));
        });
    }

    [GeneratedRegex(@"-?\d[\d,]*(\.\d+)?")]
    private static partial Regex Number();

    private static double[] Numbers(string line) =>
        [.. Number().Matches(Regex.Replace(line, @"[\d.]+ %", "%")).Select(match => double.Parse(match.Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture))];
}

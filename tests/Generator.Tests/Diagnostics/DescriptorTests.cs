using System.Globalization;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Kiln.Generator.Tests.Diagnostics;

/// <summary>The table of diagnostics, its pages and its release notes say the same.</summary>
public class DescriptorTests
{
    /// <summary>No declaration makes the compiler fail: that id is tested with a back end that throws.</summary>
    internal const string CompilerFailed = "KILN0901";

    [Fact]
    public void IdsAreInOrder()
    {
        string[] ids = [.. Descriptors.All.Select(descriptor => descriptor.Id)];
        Assert.Equal(ids.Order(StringComparer.Ordinal).Distinct(), ids);
    }

    [Fact]
    public void TheReleaseNotesListEveryDiagnostic()
    {
        IEnumerable<string> rows = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Releases"))
            .SelectMany(File.ReadLines)
            .Where(line => line.StartsWith("KILN", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        Assert.Equal(Descriptors.All.Select(descriptor => $"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}"), rows);
    }

    [Fact]
    public void EveryDiagnosticHasAPageAndEveryPageADiagnostic() =>
        Assert.Equal(
            Descriptors.All.Select(descriptor => descriptor.Id),
            Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Pages"), "KILN*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));

    /// <summary>An editor that follows a link to a file of another repository finds nothing.</summary>
    [Fact]
    public void LinksLeadSomewhere() =>
        Assert.All(Descriptors.All, descriptor => Assert.True(descriptor.HelpLinkUri.Length == 0 || Uri.IsWellFormedUriString(descriptor.HelpLinkUri, UriKind.Absolute), descriptor.HelpLinkUri));

    [Fact]
    public void EveryDescriptionIsTheBeginningOfThePageAndItsAdvice()
    {
        foreach (DiagnosticDescriptor descriptor in Descriptors.All)
        {
            string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Pages", $"{descriptor.Id}.md"));
            string[] paragraphs = [.. page.Split("\n\n").Select(paragraph => paragraph.Replace("`", "", StringComparison.Ordinal).Trim().Replace('\n', ' '))];
            Assert.Equal($"{paragraphs[1]} {paragraphs[Array.IndexOf(paragraphs, "## How to mend it") + 1]}", descriptor.Description.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void EveryPageIsHeadedByItsTitle()
    {
        foreach (DiagnosticDescriptor descriptor in Descriptors.All)
        {
            string page = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Pages", $"{descriptor.Id}.md")).First();
            Assert.Equal($"# {descriptor.Id}: {descriptor.Title}", page);
        }
    }

    [Fact]
    public void EveryPageShowsTheMessageOfACase()
    {
        foreach (IGrouping<string, string> cases in DiagnosticCaseTests.Names.GroupBy(name => name[..CompilerFailed.Length], StringComparer.Ordinal))
        {
            string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Pages", $"{cases.Key}.md"));
            Assert.True(cases.Any(name => page.Contains($"> {DiagnosticCaseTests.Read(name).Message}\n", StringComparison.Ordinal)), cases.Key);
        }
    }

    [Fact]
    public void EveryDiagnosticHasACase() =>
        Assert.Equal(
            Descriptors.All.Select(descriptor => descriptor.Id).Where(id => id != CompilerFailed),
            DiagnosticCaseTests.Names.Select(name => name[..CompilerFailed.Length]).Distinct());

    /// <summary>A mistake that is switched off would leave a network whose members throw, in a build without errors.</summary>
    [Fact]
    public async Task NoDiagnosticCanBeSwitchedOff()
    {
        Assert.All(Descriptors.All, descriptor => Assert.Contains(WellKnownDiagnosticTags.NotConfigurable, descriptor.CustomTags));
        BuildOutcome outcome = await GeneratorRunner.Build($"#pragma warning disable KILN0301\n{DiagnosticCaseTests.Read("KILN0301").Text}");
        Assert.Equal("KILN0301", Assert.Single(outcome.Diagnostics).Id);
    }
}

using Kiln.Generator.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Kiln.Generator.Tests.Diagnostics;

/// <summary>Every file of <c>Cases</c> is a network with one mistake. Its first line says id and marked text, its second the message, its
/// third what C# cannot help saying too, if anything.</summary>
public class DiagnosticCaseTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Diagnostics", "Cases");

    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static TheoryData<string> Cases => new(Names);

    /// <summary>Reads a case and what it expects.</summary>
    public static (string Text, string Id, string Site, string Message, string Beside) Read(string name)
    {
        string text = File.ReadAllText(Path.Combine(Folder, $"{name}.cs"));
        string[] lines = text.Split('\n');
        string[] head = Comment(lines[0]).Split(" at: ");
        return (text, head[0], head[1], Comment(lines[1]), lines[2].StartsWith("// beside: ", StringComparison.Ordinal) ? lines[2]["// beside: ".Length..] : "");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task OneMistakeGivesOneDiagnosticWhereItWasMade(string name)
    {
        (string text, string id, string site, string message, string beside) = Read(name);

        BuildOutcome outcome = await GeneratorRunner.Build(text);

        Assert.Null(outcome.Exception);
        Diagnostic[] diagnostics = [.. outcome.Diagnostics.Where(candidate => candidate.Id != beside)];
        Assert.True(diagnostics.Length == 1, $"expected one diagnostic, but got:\n{string.Join("\n", outcome.Diagnostics)}");
        Diagnostic diagnostic = diagnostics[0];
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(message, diagnostic.GetMessage(null));
        OneLineTests.AssertOneLine(diagnostic.GetMessage(null));
        Assert.True(diagnostic.Location.IsInSource);
        Assert.Equal(site, text.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
    }

    private static string Comment(string line) => line["// ".Length..];
}

using Kiln.Generator.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Kiln.Generator.Tests.Diagnostics;

/// <summary>Every file of <c>Cases</c> is a network with one mistake. Its first line says id and marked text, its second the
/// message, its third what C# cannot help saying too, if anything.</summary>
public class DiagnosticCaseTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Diagnostics", "Cases");

    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.cs").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static TheoryData<string> Cases => new(Names);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task OneMistakeGivesOneDiagnosticWhereItWasMade(string name)
    {
        string text = await File.ReadAllTextAsync(Path.Combine(Folder, $"{name}.cs"));
        string[] lines = text.Split('\n');
        string[] head = lines[0]["// ".Length..].Split(" at: ");

        BuildOutcome outcome = await GeneratorRunner.Build(text);

        Assert.Null(outcome.Exception);
        Diagnostic[] diagnostics = [.. outcome.Diagnostics.Where(candidate => lines[2] != $"// beside: {candidate.Id}")];
        Assert.True(diagnostics.Length == 1, $"expected one diagnostic, but got:\n{string.Join("\n", outcome.Diagnostics)}");
        Diagnostic diagnostic = diagnostics[0];
        Assert.Equal(head[0], diagnostic.Id);
        Assert.Equal(lines[1]["// ".Length..], diagnostic.GetMessage(null));
        Assert.Equal(head[1], text.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.True(diagnostic.Location.IsInSource);
    }
}

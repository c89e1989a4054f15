using System.Text.RegularExpressions;
using Kiln.Generator.Tests.Support;

namespace Kiln.Generator.Tests.Rendering;

/// <summary>The files that are added for the letter classifier and its readers, as people read them.</summary>
public partial class GeneratedFileTests
{
    [Theory]
    [InlineData("CharacterCnn")]
    [InlineData("SentenceReader")]
    [InlineData("LineReader")]
    public async Task TheLetterClassifierAndItsReaders(string name)
    {
        BuildOutcome outcome = await GeneratorRunner.Build(Nets.CharacterCnn);
        Assert.Empty(outcome.Diagnostics);
        foreach (string part in new[] { "Host", "Avx2", "Avx512" })
        {
            string text = Assert.Single(outcome.Files, file => file.HintName == $"Models.{name}.{part}.g.cs").Text;
            GoldenFile.Check($"{name}.{part}", Version().Replace(text, "GeneratedCode(\"Kiln\", \"version\")"));
        }
    }

    /// <summary>A release changes no text but this.</summary>
    [GeneratedRegex("GeneratedCode\\(\"Kiln\", \"[^\"]*\"\\)")]
    private static partial Regex Version();
}

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
    public Task TheLetterClassifierAndItsReaders(string name) => Check(name, Nets.CharacterCnn);

    /// <summary>Filters that fill no whole number of vectors, and a normalisation that is not folded into them.</summary>
    [Fact]
    public Task HalfWeights() => Check("HalfDense", """
        using Kiln;

        namespace Models;

        [Network(Weights = WeightPrecision.Half)]
        public sealed partial class HalfDense
        {
            [Input(5, 6, 3)] public partial Layer          Image  { get; }
            [Dense(43)]      public partial ConvLayer      Full1  { get; }
            [BatchNorm]      public partial BatchNormLayer Norm1  { get; }
            [Relu]           public partial Layer          Relu1  { get; }
            [Dense(3)]       public partial ConvLayer      Scores { get; }
        }

        """);

    private static async Task Check(string name, string declarations)
    {
        BuildOutcome outcome = await GeneratorRunner.Build(declarations);
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

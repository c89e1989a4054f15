using System.Reflection;
using System.Text.RegularExpressions;
using Kiln.Generator.Declaration;
using Kiln.Generator.Tests.Support;

namespace Kiln.Generator.Tests;

public partial class NetworkGeneratorTests
{
    [Fact]
    public async Task AValidNetworkAndItsReadersCompileWithoutAWarning()
    {
        BuildOutcome outcome = await GeneratorRunner.Build(Nets.CharacterCnn);

        Assert.Null(outcome.Exception);
        Assert.Empty(outcome.Diagnostics);
        Assert.All(
            ["Models.CharacterCnn.", "Models.SentenceReader.", "Models.LineReader."],
            name => Assert.Contains(outcome.Files, file => file.HintName.StartsWith(name, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task NamesThatAreKeywordsAreEscaped()
    {
        BuildOutcome outcome = await GeneratorRunner.Build("""
            using Kiln;
            namespace @event.Nets;
            [Network] internal sealed partial class @class
            {
                [Input(8, 8, 1)] internal partial Layer @in { get; }
                [Conv(3, 3, 4, From = nameof(@in))] internal partial ConvLayer @out { get; }
                [SoftmaxLoss] public partial LossLayer @try { get; }
            }
            [InferenceOf<@class>] internal sealed partial class @readonly;
            """);

        Assert.Null(outcome.Exception);
        Assert.Empty(outcome.Diagnostics);
    }

    [Fact]
    public async Task EveryTypeThatEmittedCodeCallsIsKeptFromLayers()
    {
        BuildOutcome outcome = await GeneratorRunner.Build(Nets.CharacterCnn);
        var parts = outcome.Files.Where(file => file.HintName.EndsWith(".Host.g.cs", StringComparison.Ordinal));
        string code = string.Join("\n", parts.SelectMany(file => file.Text.Split('\n')).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));

        IEnumerable<string> called = Called().Matches(Strings().Replace(code, "")).Select(match => match.Groups[1].Value).Distinct();

        // Members of the base class are kept from layers by themselves; the others are parameters, which start with a layer's name.
        const BindingFlags members = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        string[] layers = ["Image", "Conv", "Pool", "Relu", "Scores", "Loss"];
        Assert.Equal(
            AttributeNames.Called.Order(),
            called.Where(name => typeof(TrainableNetwork).GetMember(name, members).Length == 0 && !layers.Any(layer => name.StartsWith(layer, StringComparison.Ordinal))).Order());
    }

    [Fact]
    public async Task TextIsTheSameForEveryRunAndHasUnixLineEnds()
    {
        BuildOutcome first = await GeneratorRunner.Build(Nets.CharacterCnn), second = await GeneratorRunner.Build(Nets.CharacterCnn.ReplaceLineEndings("\r\n"));

        Assert.Equal(first.Files, second.Files);
        Assert.All(first.Files, file => Assert.DoesNotContain('\r', file.Text));
    }

    [Fact]
    public async Task AClassWithoutNetworkAttributesIsLeftAlone()
    {
        BuildOutcome outcome = await GeneratorRunner.Build("public partial class Plain { public int Size => 3; }");
        Assert.Empty(outcome.Files);
        Assert.Empty(outcome.Diagnostics);
    }

    /// <summary>The simple name of a type or member in front of a dot, unless something qualifies it.</summary>
    [GeneratedRegex(@"(?<![\w.:])([A-Z][A-Za-z0-9]*)\.[A-Z]")]
    private static partial Regex Called();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Strings();
}

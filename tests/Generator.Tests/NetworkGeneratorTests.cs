using Kiln.Generator.Tests.Support;

namespace Kiln.Generator.Tests;

public class NetworkGeneratorTests
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
}

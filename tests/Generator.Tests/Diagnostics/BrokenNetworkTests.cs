using Kiln.Generator.Tests.Support;

namespace Kiln.Generator.Tests.Diagnostics;

/// <summary>A mistake in a network does not spread to the code that uses it, and what C# reports is not reported again.</summary>
public class BrokenNetworkTests
{
    private const string Uses = """

        [InferenceOf<Net>(Height = 8, Width = 64)] public sealed partial class Sentence;
        [InferenceOf<Net>] public sealed partial class Line;

        public static class Program
        {
            public static double Run(float[] images, int[] labels)
            {
                ParameterSet<Net> parameters = new(seed: 1);
                using Net net = new(parameters, maxBatch: 64, threads: 2);
                LossReport report = net.Step(images, labels);
                _ = net.Forward(images).Length + net.Conv1.Weights.Length + net.Image.Output.Length;
                using Sentence sentence = new(parameters);
                using Line line = new(parameters, threads: 1);
                return report.Loss + sentence.Forward(images)[0] + line.Forward(images, 8, 9)[0];
            }
        }
        """;

    [Theory]
    [InlineData("[Conv(9, 9, 4)] public partial ConvLayer Conv1 { get; }", "KILN0301")]
    [InlineData("[Conv(3, 3, 0)] public partial ConvLayer Conv1 { get; }", "KILN0302")]
    [InlineData("[Conv(3, 3, 4, From = \"Picture\")] public partial ConvLayer Conv1 { get; }", "KILN0201")]
    [InlineData("[Conv(3, 3, 4)] [Relu] public partial ConvLayer Conv1 { get; }", "KILN0106")]
    [InlineData("[Conv(3, 3)] public partial ConvLayer Conv1 { get; }", "CS7036")]
    [InlineData("[Conv(3, 3, \"4\")] public partial ConvLayer Conv1 { get; }", "CS1503")]
    [InlineData("[Conv(3, 3, 4, Strid = 2)] public partial ConvLayer Conv1 { get; }", "CS0246")]
    [InlineData("[Conv(3, 3, 4, From = nameof(Picture))] public partial ConvLayer Conv1 { get; }", "CS0103")]
    [InlineData("[Conv(9, 9, 4), Conv(9, 9, 4)] public partial ConvLayer Conv1 { get; }", "CS0579")]
    public async Task UsersOfABrokenNetworkStillCompile(string layer, string id)
    {
        BuildOutcome outcome = await GeneratorRunner.Build($$"""
            using Kiln;

            [Network] public sealed partial class Net
            {
                [Input(8, 8, 1)] public partial Layer Image { get; }
                {{layer}}
                [SoftmaxLoss] public partial LossLayer Loss { get; }
            }
            {{Uses}}
            """);

        Assert.Null(outcome.Exception);
        Assert.True(outcome.Diagnostics.Count == 1 && outcome.Diagnostics[0].Id == id, string.Join("\n", outcome.Diagnostics));
    }

    /// <summary>An input or labels that are forgotten are the C# compiler's error, also while the network has a mistake; weights of labels may be left out.</summary>
    [Theory]
    [InlineData("Conv(3, 3, 4)", "Left = images, Right = images, Main = labels, Aux = images")]
    [InlineData("Conv(3, 3, 4)", "Left = images, Main = labels, Aux = images", "CS9035")]
    [InlineData("Conv(3, 3, 4)", "Left = images, Right = images, Main = labels", "CS9035")]
    [InlineData("Conv(9, 9, 4)", "Left = images, Right = images, Main = labels, Aux = images", "KILN0301")]
    [InlineData("Conv(9, 9, 4)", "Left = images, Main = labels, Aux = images", "KILN0301", "CS9035")]
    public async Task EveryInputAndLossOfABatchIsRequired(string layer, string members, params string[] ids)
    {
        BuildOutcome outcome = await GeneratorRunner.Build($$"""
            using Kiln;

            [Network] public sealed partial class Net
            {
                [Input(8, 8, 1)] public partial Layer Left { get; }
                [Input(8, 8, 1)] public partial Layer Right { get; }
                [Concat(nameof(Left), nameof(Right))] public partial Layer Both { get; }
                [{{layer}}] public partial ConvLayer Conv1 { get; }
                [SoftmaxLoss] public partial LossLayer Main { get; }
                [SquaredLoss(From = nameof(Conv1))] public partial LossLayer Aux { get; }
            }

            [InferenceOf<Net>(Height = 8, Width = 64)] public sealed partial class Wide;
            [InferenceOf<Net>] public sealed partial class Any;

            public static class Program
            {
                public static double Run(float[] images, int[] labels)
                {
                    using Net net = new(maxBatch: 64, threads: 2);
                    using Wide wide = new(net.Parameters);
                    using Any any = new(net.Parameters);
                    LossReport report = net.Step(new Net.Batch { {{members}} }, new Net.LabelWeights { Aux = images });
                    _ = net.Forward(new Net.Inputs { Left = images, Right = images }).Length + wide.Forward(new Wide.Inputs { Left = images, Right = images }).Length;
                    return report.Loss + any.Forward(new Any.Inputs { Left = images, Right = images }, 8, 9)[0];
                }
            }
            """);

        Assert.Null(outcome.Exception);
        Assert.True(ids.Order().SequenceEqual(outcome.Diagnostics.Select(diagnostic => diagnostic.Id).Order()), string.Join("\n", outcome.Diagnostics));
    }

    [Theory]
    [InlineData("[Network] [Network] public sealed partial class Net { [Input(8, 8, 1)] public partial Layer Image { get; } [Relu] public partial Layer R { get; } }")]
    [InlineData("[InferenceOf<Missing>] public sealed partial class Reader;")]
    [InlineData("[InferenceOf<Net>, InferenceOf<string>] public sealed partial class Reader; [Network] public sealed partial class Net { [Input(8, 8, 1)] public partial Layer Image { get; } [Relu] public partial Layer R { get; } }")]
    [InlineData("[Network] public sealed partial class Net { [Input(8, 8, 1)] public partial Layer Image { get; } [Cnov(3, 3, 1)] public partial Layer C { get; } }")]
    [InlineData("[Network] public sealed partial class Net { [Input(8, 8, 1)] public partial Layer Image { get; } [Relu] public partial Layer Image { get; } }")]
    [InlineData("[Network] public sealed partial class Net { [Input(8, 8, 1)] public partial Layer Image { get; } [Conv(3, 3, 1)] public partial Convolution C { get; } }")]
    [InlineData("[Network] public sealed partial class Net { [Input(8, 8, 1)] public Layer Image; }")]
    public async Task WhatCSharpReportsIsNotReportedAgain(string text)
    {
        BuildOutcome outcome = await GeneratorRunner.Build($"using Kiln;\n{text}");

        Assert.Null(outcome.Exception);
        Assert.NotEmpty(outcome.Diagnostics);
        Assert.All(outcome.Diagnostics, diagnostic => Assert.True(diagnostic.Id.StartsWith("CS", StringComparison.Ordinal), diagnostic.ToString()));
    }
}

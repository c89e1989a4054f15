using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests;

/// <summary>Losses of every kind right behind the image, so that scores can be chosen: numbers of MatConvNet, kinks, what is no number.</summary>
public sealed class LossTests(LossTests.Nets nets) : IClassFixture<LossTests.Nets>
{
    private static readonly float[] Scores = [1, 2, 0.5f, 3, -1, 3], Attributes = [0.5f, -2, 0, 1, 3, -1];

    private static readonly LabelSet Signs = new([], [1, 1, -1, -1, 1, 0], []);

    [Fact]
    public void SoftmaxLosses()
    {
        Gives("SoftmaxLoss", Scores, new[] { 1, 0 }, 0.583316088, [0.115611948f, -0.185734153f, 0.0701221898f, -0.252268702f, 0.00453735702f, 0.247731298f]);
        Gives("SoftmaxLoss", Scores, new[] { 1, -1 }, 0.23218441, [0.115611948f, -0.185734153f, 0.0701221898f, 0, 0, 0]);
        Gives("SoftmaxLoss", Scores, new LabelSet([1, 0], [], [1, 2]), 0.934447765, null);
    }

    /// <summary>The first image leads by 1 and stands on the kink, where the derivative is 0.</summary>
    [Fact]
    public void HingeLosses()
    {
        Gives("StructuredHingeLoss", Scores, new[] { 1, 0 }, 0.5, [0, 0, 0, -0.5f, 0, 0.5f]);
        Gives("HingeLoss", Scores, new[] { 0, 1 }, 1, [0, 0, 0, 0, -0.5f, 0]);
        Gives("LogLoss", [0.25f, 0.5f, 0.25f, 0, 1e-9f, 1], new[] { 1, 1 }, (Math.Log(2) + (9 * Math.Log(10))) / 2, [0, -1, 0, 0, -0.5e8f, 0]);
    }

    [Fact]
    public void LossesOfSigns()
    {
        Gives("LogisticLoss", Attributes, Signs, 2.32800055, [-0.188770339f, -0.440398514f, 0.25f, 0.365529299f, -0.0237129368f, 0]);
        Gives("BinaryHingeLoss", Attributes, Signs, 3.25, [-0.5f, -0.5f, 0.5f, 0.5f, 0, 0]);
        Gives("BinaryLogLoss", [0.25f, 0.5f, 0.75f, 0.5f, 1, 0.5f], Signs, (2 + 1 + 2 + 1) * Math.Log(2) / 2, [-2, -1, 2, 1, -0.5f, 0]);
    }

    /// <summary>Half a square; a magnitude; and with σ = 2 a square of differences up to a quarter.</summary>
    [Fact]
    public void LossesOfNumbers()
    {
        LabelSet numbers = new([], [0, 2, 0.5f, 3, 0, 3.125f], []);
        Gives("SquaredLoss", Scores, numbers, (0.5 + 0.5 + (0.125 * 0.125 / 2)) / 2, [0.5f, 0, 0, 0, -0.5f, -0.0625f]);
        Gives("AbsoluteLoss", Scores, numbers, (1 + 1 + 0.125) / 2, [0.5f, 0, 0, 0, -0.5f, -0.5f]);
        Gives("HuberLoss(Sigma = 2)", Scores, numbers, (0.875 + 0.875 + (2 * 0.125 * 0.125)) / 2, [0.5f, 0, 0, 0, -0.5f, -0.25f]);
    }

    [Fact]
    public void ErrorsAreCounted()
    {
        // Of equal scores the lower class is better.
        Counts("ClassError", Scores, new[] { 1, 0 }, 0);
        Counts("ClassError", Scores, new[] { 1, 2 }, 0.5);
        Counts("ClassError", Scores, new LabelSet([0, 2], [], [3, 0.5f]), 1.75);
        Counts("ClassError", Scores, new[] { -1, 1 }, 0.5);
        Counts("TopKError(2)", Scores, new[] { 0, 2 }, 0);
        Counts("TopKError(2)", Scores, new[] { 2, 1 }, 1);
        Counts("BinaryError", Attributes, Signs, 1.5);
        Counts("BinaryError(Threshold = 0.75)", Attributes, Signs, 1.5);
    }

    /// <summary>What is no number is an error, and a loss of it none: a network that diverged must not look faultless. Where it is ignored, it is nothing.</summary>
    [Fact]
    public void WhatIsNoNumberShows()
    {
        float[] scores = [1, float.NaN, 0, 0, 1, 2];
        Assert.All(["HingeLoss", "LogLoss", "SoftmaxLoss", "StructuredHingeLoss"], loss => Assert.False(double.IsFinite(Run(loss, scores, new[] { 1, 2 }).Loss)));
        Assert.False(double.IsFinite(Run("StructuredHingeLoss", scores, new[] { 0, 2 }).Loss));
        Assert.Equal(0.5, Run("ClassError", scores, new[] { 0, 2 }).Loss);
        Assert.All(["LogisticLoss", "BinaryHingeLoss", "BinaryLogLoss", "SquaredLoss", "AbsoluteLoss", "HuberLoss(Sigma = 2)"], loss =>
        {
            Assert.False(double.IsFinite(Run(loss, scores, new LabelSet([], [1, 1, -1, 1, 1, 1], [])).Loss));
            Assert.True(double.IsFinite(Run(loss, [0.5f, float.NaN, 0.5f, 0.5f, 0.5f, 0.5f], new LabelSet([], [1, 1, -1, 1, 1, 1], [1, 0, 1, 1, 1, 1])).Loss));
        });
        Assert.Equal(1.5, Run("BinaryError", scores, new LabelSet([], [1, 1, -1, -1, 0, 1], [])).Loss);
    }

    /// <summary>A probability of 0 loses everything; the derivative stays a number where MatConvNet's does.</summary>
    [Fact]
    public void AnImpossibleLabelLosesEverything()
    {
        Assert.Equal(double.PositiveInfinity, Run("LogLoss", [0, 0.5f, 0.5f, 1, 0, 0], new[] { 0, 0 }).Loss);
        Assert.Equal(double.PositiveInfinity, Run("BinaryLogLoss", [0, 0.5f, 0.5f, 1, 0.5f, 0.5f], Signs).Loss);
    }

    /// <summary>Labels of an image are those of all its pixels, and so are their weights; targets of an image are one a channel.</summary>
    [Fact]
    public void LabelsAndWeightsOfAnImageAreThoseOfItsPixels()
    {
        float[] scores = Samples.Floats(2 * 12, 1), few = [1, 0, -1, -1, 1, 1];
        using TrainableNetwork hinge = nets.Create("HingeLoss", "2, 2, 3"), logistic = nets.Create("LogisticLoss", "2, 2, 3");
        float[] each = [.. Enumerable.Range(0, 2).SelectMany(n => Enumerable.Range(0, 4).SelectMany(_ => few.Skip(3 * n).Take(3)))];
        float[] weights = [2, 2, 2, 2, 0.5f, 0.5f, 0.5f, 0.5f], ofElements = [.. weights.SelectMany(weight => new[] { weight, weight, weight })];

        LossReport classes = hinge.Evaluate(scores, [0, 0, 0, 0, 2, 2, 2, 2], weights), signs = logistic.Evaluate(scores, each, ofElements);

        Assert.NotEqual(0, classes.Loss);
        Assert.Equal(classes, hinge.Evaluate(scores, [0, 2], [2, 0.5f]));
        Assert.Equal(signs, logistic.Evaluate(scores, few, [2, 0.5f]));
        Assert.Equal(signs, logistic.Evaluate(scores, each, weights));
    }

    private void Gives(string loss, float[] scores, LabelSet labels, double expected, float[]? gradient)
    {
        using TrainableNetwork net = nets.Create(loss);
        float[] actual = new float[scores.Length];

        LossReport report = net.ComputeGradients(scores, labels, actual);

        Assert.Equal(expected, report.Loss, 1e-6 * Math.Max(1, Math.Abs(expected)));
        for (int i = 0; i < (gradient?.Length ?? 0); i++)
            Assert.Equal(gradient![i], actual[i], 1e-6f * Math.Max(1, Math.Abs(gradient[i])));
    }

    private void Counts(string measure, float[] scores, LabelSet labels, double expected) => Assert.Equal(expected, Run(measure, scores, labels).Loss, 1e-7);

    private LossReport Run(string loss, float[] scores, LabelSet labels)
    {
        using TrainableNetwork net = nets.Create(loss);
        net.Evaluate(scores, labels);
        return net.Layers.OfType<LossLayer>().Single(layer => layer.Name == "Loss").Report;
    }

    /// <summary>A network of one layer that copies the image, for every kind of loss; a measure of errors has a loss beside it.</summary>
    public sealed class Nets : IDisposable
    {
        private static readonly string[] Trained =
        [
            "SoftmaxLoss", "LogLoss", "HingeLoss", "StructuredHingeLoss", "LogisticLoss", "BinaryHingeLoss", "BinaryLogLoss", "SquaredLoss", "AbsoluteLoss", "HuberLoss(Sigma = 2)",
        ];

        private readonly NetworkBuild build = new([
            .. from shape in new[] { "1, 1, 3", "2, 2, 3" }
               from loss in Trained.Concat(["ClassError", "TopKError(2)", "BinaryError", "BinaryError(Threshold = 0.75)"])
               select Declare(loss, shape)]);

        public void Dispose() => build.Dispose();

        /// <summary>Builds the network of a loss for two images.</summary>
        public TrainableNetwork Create(string loss, string shape = "1, 1, 3") => (TrainableNetwork)build.Create(Name(loss, shape), 2, 1);

        private static string Declare(string loss, string shape) => $$"""
            [Network]
            public sealed partial class {{Name(loss, shape)}}
            {
                [Input({{shape}})] public partial Layer Image { get; }
                [AvgPool(1)] public partial Layer Scores { get; }
                [{{loss}}] public partial LossLayer Loss { get; }
                {{(Trained.Contains(loss) ? "" : $"[{(loss.StartsWith('B') ? "LogisticLoss" : "SoftmaxLoss")}(From = nameof(Scores))] public partial LossLayer Main {{ get; }}")}}
            }
            """;

        private static string Name(string loss, string shape) => string.Concat(("Of" + loss + shape).Where(char.IsAsciiLetterOrDigit));
    }
}

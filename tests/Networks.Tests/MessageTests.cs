using Kiln.Networks.Tests.Networks;
using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests;

/// <summary>What a caller is told who gives something that does not fit, or asks for what is not there.</summary>
public sealed class MessageTests : IDisposable
{
    private readonly PooledPairs net = new(3, 1);

    public void Dispose() => net.Dispose();

    [Fact]
    public void PartOfAnImage() => Says(
        "images of 16×15×3 take 720 floats each, but 721 floats were given, which is not a whole number of images",
        () => net.Forward(new float[721]));

    [Fact]
    public void NoImage() => Says(
        "images of 16×15×3 take 720 floats each, but 0 floats were given, which is not a whole number of images",
        () => net.Forward([]));

    [Fact]
    public void TooManyImages() => Says(
        "4 images were given (2880 floats), but the network was built for at most 3 at once; pass a larger maxBatch to its constructor",
        () => net.Forward(new float[2880]));

    [Fact]
    public void TooFewLabels() => Says(
        "2 images need 2 labels, but 3 were given",
        () => net.Evaluate(new float[1440], new int[3]));

    [Fact]
    public void LabelsOfSomePixels()
    {
        using PixelScores pixels = new(2, 1);
        Says(
            "2 images need 2 (one an image) or 126 (one a pixel) labels, but 63 were given",
            () => pixels.Evaluate(new float[2 * 7 * 9 * 3], new int[63]));
    }

    [Fact]
    public void LabelsBeyondTheClasses() => Says(
        "label 5 at index 1 is not a class of Loss: classes run from 0 to 4, −1 is ignored",
        () => net.Step(new float[1440], [0, 5]));

    [Fact]
    public void GradientsOfAnotherLength() => Says(
        "the gradient of the images needs 1440 values, but 720 were given",
        () => net.ComputeGradients(new float[1440], [0, 1], new float[720]));

    [Fact]
    public void ParametersOfAnotherLength() => Says(
        "Conv1.Weights (2×3×3×9) needs 162 values, but 1 were given",
        () => net.Conv1.WeightsParameter.Set([1]));

    [Fact]
    public void AnOutputThatStaysInRegisters()
    {
        net.Forward(new float[720]);
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => net.Layers[1].Output.Length);

        Assert.Equal("the output of Conv1 is not stored: it stays in the registers of Conv1_Pool1_Forward; declare the layer with Keep = true to read it", error.Message);
        Assert.False(net.Conv1.Description.Stored);
    }

    [Fact]
    public void GradientsOfAReader()
    {
        using CharacterCnn trainer = new(1, 1);
        using LetterReader reader = new(trainer.Parameters, 1, 1);
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => reader.Conv1.WeightsGradient.Length);

        Assert.Equal("LetterReader has no gradients: it only infers; ask the network that trains", error.Message);
    }

    [Fact]
    public void AMapSmallerThanTheReceptiveField()
    {
        using CharacterCnn trainer = new(1, 1);
        using LineReader reader = new(trainer.Parameters, 1);
        Says("a map of 31×40 was given, but LineReader needs at least 32×32", () => reader.Forward(new float[31 * 40], 31, 40));
        Says("a map of 32×31 was given, but LineReader needs at least 32×32", () => reader.OutputFor(32, 31));
        Says("a map of 32×33×1 needs 1056 values, but 1055 were given", () => reader.Forward(new float[1055], 32, 33));
    }

    private static void Says(string message, Action call)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(call);
        Assert.Equal(message, error.Message.Split(" (Parameter")[0]);
    }

    private static void Says<T>(string message, Func<T> call) => Says(message, () => { call(); });

    private static void Says(string message, SpanCall call) => Says(message, () => { call(); });

    private delegate ReadOnlySpan<float> SpanCall();
}

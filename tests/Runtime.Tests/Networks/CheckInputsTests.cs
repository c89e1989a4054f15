using Kiln.Data;
using Kiln.Training;

namespace Kiln.Tests.Networks;

/// <summary>Numbers that are none are refused where they come in, if the caller wants that: with the input, the image, the pixel and the value.</summary>
public class CheckInputsTests
{
    private static readonly Shape Shape = new(2, 3, 2);

    [Theory]
    [InlineData(float.NaN, 0, "Image has NaN at image 0, row 0, column 0, channel 0, where a finite number is needed")]
    [InlineData(float.PositiveInfinity, 12 + 7, "Image has Infinity at image 1, row 1, column 0, channel 1, where a finite number is needed")]
    [InlineData(float.NegativeInfinity, 24 + 10, "Image has -Infinity at image 2, row 1, column 2, channel 0, where a finite number is needed")]
    public void Every_entry_point_says_where(float value, int at, string message)
    {
        using DenseNetwork network = DenseNetwork.Create(Shape, 3, maxBatch: 3);
        float[] images = new float[36];
        images[at] = value;
        int[] labels = [0, 1, 2];
        network.CheckInputs = true;
        Assert.All<Action>(
            [
                () => network.Forward(images),
                () => network.Step(images, labels),
                () => network.ComputeGradients(images, labels),
                () => network.Evaluate(images, labels),
                () => network.ForwardForTraining(images),
            ],
            call => Assert.Equal($"{message} (Parameter 'input')", Assert.Throws<ArgumentException>(call).Message));
    }

    [Fact]
    public void Finite_images_pass_and_nothing_is_looked_at_unasked()
    {
        using DenseNetwork network = DenseNetwork.Create(Shape, 3, maxBatch: 1);
        float[] images = new float[12];
        images[5] = float.MaxValue;
        network.CheckInputs = true;
        network.Forward(images);
        Assert.Equal(0, Allocations.Of(() => network.Forward(images)));

        images[5] = float.NaN;
        network.CheckInputs = false;
        Assert.Contains(float.NaN, network.Forward(images).ToArray());
    }

    /// <summary>A network that has refused images is as it was.</summary>
    [Fact]
    public void After_a_refusal_the_next_call_is_right()
    {
        using DenseNetwork network = DenseNetwork.Create(Shape, 3, maxBatch: 3), other = DenseNetwork.Create(Shape, 3, maxBatch: 3);
        network.CheckInputs = true;
        Assert.Throws<ArgumentException>(() => network.Step(Enumerable.Repeat(float.NaN, 36).ToArray(), [0, 1, 2]));
        float[] image = [.. Enumerable.Range(0, 12).Select(i => MathF.Sin(i))];
        Assert.Equal(other.Step(image, [2]), network.Step(image, [2]));
        Assert.Equal(other.Parameters.Values.ToArray(), network.Parameters.Values.ToArray());
    }

    [Fact]
    public void Of_several_inputs_the_one_is_named()
    {
        using InputProbe network = new(maxBatch: 2) { CheckInputs = true };

        // Two images, each a left map of 1×2×1 and then a right one of 2×1×3.
        float[] rows = new float[16];
        rows[8 + 2 + 4] = float.NaN;
        Assert.Equal(
            "Right has NaN at image 1, row 1, column 0, channel 1, where a finite number is needed (Parameter 'input')",
            Assert.Throws<ArgumentException>(() => network.Forward(rows)).Message);
        Assert.Equal(
            "Left has NaN at image 1, row 0, column 1, channel 0, where a finite number is needed (Parameter 'Left')",
            Assert.Throws<ArgumentException>(() => network.Give(0, [0, 0, 0, float.NaN], "Left")).Message);
    }

    [Fact]
    public void Maps_of_any_extent_are_looked_at_too()
    {
        using MapProbe network = new() { CheckInputs = true };
        float[] map = new float[3 * 4 * 2];
        map[(((2 * 4) + 1) * 2) + 1] = float.NaN;
        Assert.Equal(
            "Image has NaN at image 0, row 2, column 1, channel 1, where a finite number is needed (Parameter 'input')",
            Assert.Throws<ArgumentException>(() => network.Forward(map, 3, 4)).Message);
        Assert.Equal(
            "Image has NaN at image 0, row 2, column 1, channel 1, where a finite number is needed (Parameter 'Image')",
            Assert.Throws<ArgumentException>(() => network.Give(map, 3, 4)).Message);
    }

    [Fact]
    public void Extents_that_no_call_takes_have_no_number_of_floats()
    {
        using MapProbe network = new();
        Assert.Equal(24, network.InputFloatsFor(3, 4));
        Assert.Equal("a map of -1×4 was given, but MapProbe needs at least 2×2", Assert.Throws<ArgumentException>(() => network.InputFloatsFor(-1, 4)).Message);
        Assert.Equal(
            "a map of 65536×65536 needs 8,589,934,592 floats, but one array holds at most 2,147,483,591; give a smaller map",
            Assert.Throws<ArgumentException>(() => network.InputFloatsFor(65536, 65536)).Message);
    }

    /// <summary>In a training the order is drawn, so that the image is known to its source alone.</summary>
    [Fact]
    public void A_source_names_its_own_image_in_a_training()
    {
        float[] pixels = new float[40 * Samples.Shape.Count];
        pixels[(31 * Samples.Shape.Count) + 9] = float.NaN;
        IImageSource images = new ImageSet(Samples.Shape, pixels, new int[40]);
        using DenseNetwork network = Samples.Network();
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => new Trainer(network, new TrainingOptions { Epochs = 1, BatchSize = 16 }).Run(images.CheckFinite()));
        Assert.Equal("the source has NaN at image 31, row 2, column 1, channel 0, where a finite number is needed", error.Message);
        Assert.Equal(images.Fingerprint, images.CheckFinite().Fingerprint);

        ImageSet targets = new(new Shape(1, 1, 1), new float[2], new Shape(1, 1, 2), new[] { 0, 0, 0, float.NegativeInfinity });
        Assert.Equal(
            "the target has -Infinity at image 1, row 0, column 0, channel 1, where a finite number is needed",
            Assert.Throws<InvalidDataException>(() => targets.CheckFinite().Read(1, new(1), new float[1], [], new float[2])).Message);
    }

    private static NetworkDescription Describe(params (string Name, Shape Shape)[] inputs) => new(
        "Tests.Inputs",
        [
            .. inputs.Select(input => new LayerDescription(input.Name, "input", [], input.Shape, WindowDescription.None, [], 0, 0, "", true)),
            new LayerDescription("Scores", "conv", [inputs[0].Name], new Shape(1, 1, 1), WindowDescription.None, [], 0, 0, "", true),
        ],
        [],
        [],
        [],
        new MemoryDescription(0));

    private sealed class InputProbe(int maxBatch)
        : ImageNetwork(Describe(("Left", new Shape(1, 2, 1)), ("Right", new Shape(2, 1, 3))), new ParameterSet(Describe(("Left", new Shape(1, 2, 1)), ("Right", new Shape(2, 1, 3)))), maxBatch, 1)
    {
        protected override int ScoresLayer => 2;

        public void Give(int input, ReadOnlySpan<float> maps, string name) => AcceptInput(input, maps, name);

        protected internal override ReadOnlySpan<float> LayerOutput(int layer) => default;

        protected override void PackParameters()
        {
        }

        protected override void LoadInput(int input, ReadOnlySpan<float> maps, int pitch)
        {
        }

        protected internal override void RunForward()
        {
        }

        protected internal override void RunPart(int part, int from, int to, int worker)
        {
        }
    }

    private sealed class MapProbe() : MapNetwork(Describe(("Image", new Shape(0, 0, 2))), new ParameterSet(Describe(("Image", new Shape(0, 0, 2)))), 1)
    {
        public override Shape Smallest => new(2, 2, 2);

        public override Shape OutputFor(int height, int width) => new(1, 1, 1);

        public void Give(ReadOnlySpan<float> map, int height, int width)
        {
            Begin(height, width);
            AcceptInput(0, map, "Image", height, width);
        }

        protected internal override ReadOnlySpan<float> LayerOutput(int layer) => default;

        protected override void PackParameters()
        {
        }

        protected override void Resize(int height, int width)
        {
        }

        protected override void LoadInput(int input, ReadOnlySpan<float> values)
        {
        }

        protected override ReadOnlySpan<float> RunForward() => default;

        protected internal override void RunPart(int part, int from, int to, int worker)
        {
        }
    }
}

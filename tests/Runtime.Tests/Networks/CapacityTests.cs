using Kiln.Data;
using Kiln.Numerics;

namespace Kiln.Tests.Networks;

/// <summary>Whoever asks for more than memory can address gets one line that says what fits.</summary>
public class MaxBatchTests
{
    private static readonly NetworkDescription Small = DenseNetwork.Describe(new Shape(2, 2, 1), 3);

    [Fact]
    public void The_limit_is_exact()
    {
        Assert.Equal(2_147_483_591, Array.MaxLength);
        Assert.Equal(Array.MaxLength - 32, AlignedBuffer<float>.MaxLength);
        Assert.Equal(Array.MaxLength - 128, AlignedBuffer<byte>.MaxLength);
        Assert.Equal(2_147_483_500, Probe.Ask(21_474_835, 100));
        Assert.Equal(2_147_483_559, Probe.Ask(2_147_483_559, 1));
        Assert.Equal(0, Probe.Ask(0, int.MaxValue));
        Assert.Throws<ArgumentException>(() => Probe.Ask(2_147_483_560, 1));
        Assert.Equal(2_147_483_559, Probe.Ask(1, 2_147_483_559));
        Assert.Throws<ArgumentException>(() => Probe.Ask(1, 2_147_483_560));
    }

    [Theory]
    [InlineData(30_000_000, 100, "Big needs 30,000,000 floats per image, so at most 71 images fit one buffer of 2,147,483,559 floats, but 100 were asked for; pass a maxBatch of at most 71 (Parameter 'maxBatch')")]
    [InlineData(3_000_000_000, 1, "Big needs 3,000,000,000 floats per image, but one buffer holds at most 2,147,483,559, so that not even one image fits (Parameter 'maxBatch')")]
    [InlineData(long.MaxValue, int.MaxValue, "Big needs 9,223,372,036,854,775,807 floats per image, but one buffer holds at most 2,147,483,559, so that not even one image fits (Parameter 'maxBatch')")]
    public void The_message_says_how_many_images_fit(long floats, int maxBatch, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => Probe.Ask(floats, maxBatch)).Message);

    [Fact]
    public void A_network_that_is_too_large_at_a_maxBatch_says_so_before_it_allocates()
    {
        ParameterSet parameters = new(Small with { Memory = new MemoryDescription(50_000_000) });
        Assert.Equal(
            "Tests.Dense needs 50,000,000 floats per image, so at most 42 images fit one buffer of 2,147,483,559 floats, but 100 were asked for; pass a maxBatch of at most 42 (Parameter 'maxBatch')",
            Assert.Throws<ArgumentException>(() => new Probe(parameters, 100)).Message);
        new Probe(parameters, 42).Dispose();
    }

    [Fact]
    public void Labels_for_every_pixel_count_too()
    {
        // A label for every pixel of the scores that the loss reads.
        LayerDescription scores = Small.Layers[1] with { OutputShape = new Shape(20_000, 10_000, 3) };
        ParameterSet parameters = new(Small with { Layers = [Small.Layers[0], scores, Small.Layers[2]] });
        Assert.Equal(
            "Tests.Dense needs 200,000,000 labels per image, so at most 10 images fit one buffer of 2,147,483,591 labels, but 100 were asked for; pass a maxBatch of at most 10 (Parameter 'maxBatch')",
            Assert.Throws<ArgumentException>(() => new Probe(parameters, 100)).Message);
    }

    [Fact]
    public void Fields_of_a_network_are_checked_too()
    {
        ParameterSet parameters = new(DenseNetwork.Describe(new Shape(1000, 1000, 3), 2));
        Assert.Equal(
            "Tests.Dense needs 3,000,000 floats per image, so at most 715 images fit one buffer of 2,147,483,559 floats, but 1,000 were asked for; pass a maxBatch of at most 715 (Parameter 'maxBatch')",
            Assert.Throws<ArgumentException>(() => new DenseNetwork(parameters, 1000)).Message);
    }

    [Fact]
    public void Buffers_and_maps_beyond_an_array_are_refused_in_one_line()
    {
        Assert.Equal(
            "a buffer of 2,147,483,647 elements was asked for, but one holds at most 2,147,483,559 (Parameter 'length')",
            Assert.Throws<ArgumentException>(() => new AlignedBuffer<float>(int.MaxValue)).Message);
        LayerDescription anyExtent = Small.Layers[0] with { OutputShape = new Shape(0, 0, 1) };
        using MapProbe network = new(new ParameterSet(Small with { Layers = [anyExtent, .. Small.Layers.Skip(1)] }));
        Assert.Equal(
            "a map of 100000×100000×1 needs 10000000000 values, but 4 were given (Parameter 'input')",
            Assert.Throws<ArgumentException>(() => network.Forward(new float[4], 100_000, 100_000)).Message);
        Assert.Equal(
            "a map of these extents needs 5,000,000,000 floats in one buffer, but one holds at most 2,147,483,559; give a smaller map",
            Assert.Throws<ArgumentException>(() => network.Forward(new float[4], 2, 2)).Message);
        Assert.Equal(
            "images of 100000×100000×1 take 10000000000 pixels each, but 4 pixels were given, which is not a whole number of images (Parameter 'pixels')",
            Assert.Throws<ArgumentException>(() => new ImageSet(new Shape(100_000, 100_000, 1), new byte[4], new int[1])).Message);
    }

    [Fact]
    public void A_map_that_fits_is_given_room()
    {
        using MapProbe network = new(new ParameterSet(Small)) { Floats = 5 };
        Assert.Equal(5, network.Forward(new float[4], 2, 2).Length);
        network.Floats = 3;
        Assert.Equal(5, network.Forward(new float[4], 2, 2).Length);
    }

    /// <summary>Has no buffers of its own, so that the largest capacities cost little.</summary>
    private sealed class Probe(ParameterSet parameters, int maxBatch) : TrainableNetwork(parameters.Network, parameters, maxBatch, 1)
    {
        protected override int ScoresLayer => 1;

        public static int Ask(long floats, int images) => Floats(floats, images, "Big");

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

        protected override void RunBackward(bool imageGradient)
        {
        }

        protected override void CopyInputGradient(Span<float> destination)
        {
        }

        protected internal override void RunPart(int part, int from, int to, int worker)
        {
        }
    }

    private sealed class MapProbe(ParameterSet parameters) : MapNetwork(parameters.Network, parameters, 1)
    {
        private AlignedBuffer<float> map = new(0);

        public long Floats { get; set; } = 5_000_000_000;

        public override Shape Smallest => new(2, 2, 1);

        public override Shape OutputFor(int height, int width) => new(1, 1, 3);

        protected internal override ReadOnlySpan<float> LayerOutput(int layer) => default;

        protected override void PackParameters()
        {
        }

        protected override void Resize(int height, int width) => Grow(ref map, Floats);

        protected override void LoadInput(int input, ReadOnlySpan<float> values)
        {
        }

        protected override ReadOnlySpan<float> RunForward() => map.Span;

        protected internal override void RunPart(int part, int from, int to, int worker)
        {
        }
    }
}

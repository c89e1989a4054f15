using Kiln.Networks.Tests.Networks;

namespace Kiln.Networks.Tests;

/// <summary>Blocks mean what their lines mean in place of their uses.</summary>
public class BlockTests
{
    private static readonly string[] Paths =
    [
        "Image", "Stem",
        "Early.First.Conv", "Early.First.Relu", "Early.First.Pool", "Early.First.Mean", "Early.First.Both",
        "Early.Rest[0].Conv1", "Early.Rest[0].Relu1", "Early.Rest[0].Conv2", "Early.Rest[0].Sum",
        "Early.Rest[1].Conv1", "Early.Rest[1].Relu1", "Early.Rest[1].Conv2", "Early.Rest[1].Sum",
        "Side.Mean", "Side.Scores", "Side.Loss",
        "Late.First.Conv", "Late.First.Relu", "Late.First.Pool", "Late.First.Mean", "Late.First.Both",
        "Late.Rest[0].Conv1", "Late.Rest[0].Relu1", "Late.Rest[0].Conv2", "Late.Rest[0].Sum",
        "Last[0].Conv1", "Last[0].Relu1", "Last[0].Conv2", "Last[0].Sum",
        "Top", "Scores", "Loss",
    ];

    [Fact]
    public void LayersAreNamedByTheirPath()
    {
        using BlockNetwork net = new();

        Assert.Equal(Paths, net.Layers.Select(layer => layer.Name));
        Assert.Contains("Late.Rest[0].Conv2.Weights", net.Description.Parameters.Select(array => array.Name));
    }

    [Fact]
    public void ANetworkOfBlocksHasTheBitsOfTheSameNetworkWithout()
    {
        using BlockNetwork blocks = new(maxBatch: 3, threads: 2, seed: 7);
        using FlatNetwork flat = new(maxBatch: 3, threads: 2, seed: 7);
        Assert.Equal(flat.Description.Parameters.Select(array => string.Join('×', array.Dimensions)), blocks.Description.Parameters.Select(array => string.Join('×', array.Dimensions)));
        float[] images = [.. Enumerable.Range(0, 3 * 180).Select(index => MathF.Sin(index * 0.7f))];

        for (int step = 0; step < 3; step++)
        {
            blocks.ComputeGradients(images, [0, 1, 2]);
            flat.ComputeGradients(images, [0, 1, 2]);
            Assert.Equal(flat.Gradients.ToArray(), blocks.Gradients.ToArray());
            blocks.Optimizer.Step();
            flat.Optimizer.Step();
        }

        Assert.Equal(flat.Forward(images).ToArray(), blocks.Forward(images).ToArray());
    }

    [Fact]
    public void TheLayersOfABlockAreReached()
    {
        using BlockNetwork net = new(maxBatch: 1, seed: 3);
        net.Forward(new float[180]);

        Assert.Equal("Early.Rest[1].Conv2", net.Early.Rest[1].Conv2.Name);
        Assert.Equal(3 * 3 * 8 * 8, net.Early.Rest[1].Conv2.Weights.Length);
        Assert.True(net.Late.First.Conv.Biases.IsEmpty);
        Assert.Equal("Stem", net.Early.Input.Name);
        Assert.Equal("Stem", net.Early.X.Name);
        Assert.Equal("Early.Rest[0].Sum", net.Early.Rest[1].X.Name);
        Assert.Equal("Early.Rest[1].Sum", net.Late.First.X.Name);
        Assert.Equal("Late.Rest[0].Sum", net.Late.Output.Name);
        Assert.Equal("Late.First", net.Late.First.Path);
        Assert.Same(net.Early, net.Early);
        Assert.Single(net.Last);
        Assert.Equal(12 * 3 * 3, net.Last.Output.Output.Length);
    }

    [Fact]
    public void AReaderHasTheBlocksThatItsScoresNeed()
    {
        using BlockNetwork net = new(seed: 3);
        using BlockReader reader = new(net.Parameters);

        Assert.Equal("Late.Rest[0].Conv1", reader.Late.Rest[0].Conv1.Name);
        Assert.Null(typeof(BlockReader).GetProperty("Side"));
        Assert.NotNull(typeof(BlockNetwork).GetProperty("Side"));
    }
}

using Kiln.Checkpoints;
using Kiln.Inspection;
using Kiln.Networks.Tests.Networks;

namespace Kiln.Networks.Tests;

/// <summary>Layers with the weights of others have the same arrays, once.</summary>
public class SharedWeightsTests
{
    [Fact]
    public void TheArraysAreThere()
    {
        using SharedSteps net = new();

        Assert.Same(net.Conv1.WeightsParameter, net.Conv3.WeightsParameter);
        Assert.Same(net.Norm1.Mean, net.Norm2.Mean);
        Assert.Same(net.Scale1.Shift, net.Scale2.Shift);
        Assert.Equal(
            ["Conv1.Weights", "Norm1.Scale", "Norm1.Shift", "Norm1.Mean", "Norm1.Variance", "Scale1.Scale", "Scale1.Shift", "Scores.Weights", "Scores.Biases"],
            net.Description.Parameters.Select(array => array.Name));
        Assert.Equal((3 * 8 * 8 * 9 * 12 * 12) + (8 * 8 * 12 * 5), NetworkSize.Of(net.Description).MultiplyAdds);
    }

    [Fact]
    public void AUseHasTheArraysOfItsCounterpart()
    {
        using SharedBlocks net = new();

        Assert.Same(net.A[1].Conv1.WeightsParameter, net.B[1].Conv1.WeightsParameter);
        Assert.Same(net.A[1].Conv1.WeightsParameter, net.B[1].Conv2.WeightsParameter);
        Assert.Same(net.A[0].Last.Conv.BiasesParameter, net.B[0].Last.Conv.BiasesParameter);
        Assert.NotSame(net.A[0].Conv1.WeightsParameter, net.A[1].Conv1.WeightsParameter);
        Assert.Equal("A[1].Conv1", net.B[1].Conv2.Description.WeightsOf);
        Assert.DoesNotContain(net.Description.Parameters, array => array.Name.StartsWith('B'));
    }

    [Fact]
    public void AFileSaysWhichLayersShare()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.kiln");
        try
        {
            using SharedSteps net = new(seed: 1);
            using SharedSteps other = new(seed: 2);
            WeightsFile.Save(path, net.Parameters);
            WeightsFile.Load(path, other.Parameters);
            Assert.Equal(net.Parameters.Values.ToArray(), other.Parameters.Values.ToArray());

            using TwoFilters apart = new();
            WeightsFile.Save(path, apart.Parameters);
            using OneFilter shared = new();
            CheckpointException refused = Assert.Throws<CheckpointException>(() => WeightsFile.Load(path, shared.Parameters));
            Assert.EndsWith(
                "layer 2 of Kiln.Networks.Tests.Networks.TwoFilters is Conv2 (conv 4×4×3 from Conv1, 3 filters of depth 3), "
                + "but Conv2 (conv 4×4×3 from Conv1, 3 filters of depth 3, weights of Conv1) of Kiln.Networks.Tests.Networks.OneFilter was expected",
                refused.Message,
                StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }
}

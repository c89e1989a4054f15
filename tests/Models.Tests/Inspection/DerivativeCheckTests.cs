using Kiln.Inspection;
using Kiln.Models.Networks;

namespace Kiln.Models.Tests.Inspection;

public sealed class DerivativeCheckTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void EveryArrayAndTheInputAgree(int seed)
    {
        KnownNetwork known = KnownNetwork.Find("CharacterCnn");
        using TrainableNetwork network = known.CreateTrainer(known.CreateParameters(), DerivativeCheck.MaxBatch, 2);
        DerivativeResult[] results = [.. new DerivativeCheck(network, seed).Run()];

        Assert.Equal([.. network.Parameters.Arrays.Select(array => array.Description.Name), network.Description.Layers[0].Name], results.Select(result => result.Name));
        Assert.All(results, result => Assert.True(result.Agrees, result.ToString()));
    }

    [Theory]
    [InlineData(1, 1, 1, true, 0)]
    [InlineData(1.04, 1, 1, true, 4)]
    [InlineData(1.06, 1, 1, false, 6)]
    [InlineData(0.001, 0.002, 1, true, 50)]
    [InlineData(0, 0, 0, false, 0)]
    public void TheBoundIsRelativeToTheGradientsLength(double empirical, double computed, double size, bool agrees, double percent)
    {
        DerivativeResult result = new("x", empirical, computed, size);
        Assert.Equal(agrees, result.Agrees);
        Assert.Equal(percent, result.ErrorPercent, 1e-6);
    }
}

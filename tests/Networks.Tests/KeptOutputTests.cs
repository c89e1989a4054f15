using Kiln.Networks.Tests.Networks;
using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests;

/// <summary>Outputs of layers that a caller reads.</summary>
public class KeptOutputTests
{
    [Fact]
    public void AKeptOutputIsStoredWhereFusionWouldDropIt()
    {
        using Kept net = new(2, 1);

        Assert.True(net.Kept1.Description.Stored);
        Assert.True(net.Kept2.Description.Stored);
        Assert.False(net.Conv1.Description.Stored);
    }

    [Theory]
    [MemberData(nameof(Cases.Names), MemberType = typeof(Cases))]
    public void EveryStoredOutputIsTheReferences(string name)
    {
        NetworkCase one = Cases.Named(name);
        using TrainableNetwork net = one.Create(one.MaxBatch, 1);
        Samples.Fill(net.Parameters, seed: 6);
        Agreement.CheckTraining(net, Batch.Draw(net, 2, seed: 6), one.Roundings);
    }
}

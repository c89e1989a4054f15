using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests;

/// <summary>Compiled networks compute what the reference computes, element by element.</summary>
[Trait("Run", "Portable")]
public class ReferenceAgreementTests
{
    [Theory]
    [MemberData(nameof(Cases.Names), MemberType = typeof(Cases))]
    public void ScoresLossAndGradientsAreTheReferences(string name)
    {
        NetworkCase one = Cases.Named(name);
        using TrainableNetwork net = one.Create(one.MaxBatch, 1);
        Samples.Fill(net.Parameters, seed: 1);
        foreach (int images in one.Batches)
            Agreement.CheckAll(net, Batch.Draw(net, images, seed: images), one.Roundings);
    }
}

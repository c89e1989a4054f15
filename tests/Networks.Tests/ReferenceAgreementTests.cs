using Kiln.Networks.Tests.Reference;
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
        using TrainableNetwork net = one.Create(one.Capacity, 1);
        Samples.Fill(net.Parameters, seed: 1);
        foreach (int images in one.Batches)
        {
            Batch batch = Batch.Draw(net, images, seed: images);
            Agreement.Check("the scores", net.Forward(batch.Input), batch.Run.Scores, one.Roundings);

            Agreement.CheckLoss(net.Evaluate(batch.Input, batch.Labels), new ReferenceNetwork(net).Loss(batch.Run, batch.Labels), one.Roundings);

            float[] gradients = new float[batch.Input.Length];
            LossReport report = net.ComputeGradients(batch.Input, batch.Labels, gradients);
            Assert.Equal(images, report.Images);
            Agreement.Check(report, net, gradients, batch.Gradients, one.Roundings);
        }
    }
}

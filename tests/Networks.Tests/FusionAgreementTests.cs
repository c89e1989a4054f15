using Kiln.Networks.Tests.Networks;
using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests;

/// <summary>The same declarations compiled without fusion, so that every layer has kernels of its own and every output can be read, and without
/// transformed convolutions, so that nothing but the order of sums may differ from the reference.</summary>
public sealed class FusionAgreementTests
{
    [Theory]
    [MemberData(nameof(Cases.Names), MemberType = typeof(Cases))]
    public void WithoutFusionEveryOutputAndGradientIsTheReferences(string name) => AgreesWithTheReference(name, fuse: false);

    [Theory]
    [MemberData(nameof(Cases.Names), MemberType = typeof(Cases))]
    public void WithPlainSumsEveryOutputAndGradientIsTheReferences(string name) => AgreesWithTheReference(name, fuse: true);

    [Theory]
    [MemberData(nameof(Cases.Names), MemberType = typeof(Cases))]
    public void FusionChangesNothingButRounding(string name)
    {
        NetworkCase one = Cases.Named(name);
        using TrainableNetwork plain = Twins.Create(one, fuse: false), fused = one.Create(one.MaxBatch, 1);
        Samples.Fill(plain.Parameters, seed: 8);
        Samples.Fill(fused.Parameters, seed: 8);
        Batch batch = Batch.Draw(fused, one.Batches[1], seed: 8);

        Outcome expected = Outcome.Of(plain, batch.Input, batch.Labels), actual = Outcome.Of(fused, batch.Input, batch.Labels);

        Assert.Equal(expected.Report.Top1Errors, actual.Report.Top1Errors);
        Compare("the scores", actual.Scores, expected.Scores, batch.Run.Scores.Errors);
        Compare("the gradients of the images", actual.ImageGradients, expected.ImageGradients, batch.Gradients.Image.Errors);
        foreach (ParameterDescription array in fused.Description.Parameters)
            Compare(array.Name, Slice(actual, array), Slice(expected, array), batch.Gradients.Parameters[array.Name].Errors);

        void Compare(string what, float[] values, float[] others, double[] errors) =>
            Agreement.Check(what, values, Array.ConvertAll(others, other => (double)other), errors, 2 * one.Roundings);

        static float[] Slice(Outcome outcome, ParameterDescription array) => outcome.Gradients.AsSpan(array.Offset, array.Length).ToArray();
    }

    [Fact]
    public void FusionLeavesFewerKernels()
    {
        using CharacterCnn fused = new(1, 1);
        using TrainableNetwork plain = Twins.Create(Cases.OfClass(nameof(CharacterCnn)), fuse: false);

        Assert.True(fused.Description.Kernels.Count < plain.Description.Kernels.Count);
        Assert.All(plain.Description.Layers.Where(layer => !layer.IsLoss), layer => Assert.True(layer.Stored));
    }

    private void AgreesWithTheReference(string name, bool fuse)
    {
        NetworkCase one = Cases.Named(name);
        using TrainableNetwork net = Twins.Create(one, fuse);
        Samples.Fill(net.Parameters, seed: 7);
        Agreement.CheckTraining(net, Batch.Draw(net, one.Batches[1], seed: 7), one.Roundings);
    }
}

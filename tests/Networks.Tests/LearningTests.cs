using Kiln.Inspection;
using Kiln.Networks.Tests.Networks;
using Kiln.Networks.Tests.Support;
using Kiln.Training;

namespace Kiln.Networks.Tests;

/// <summary>One network of each sort that people build of these layers: it learns a few images by heart, and its derivatives hold against differences.</summary>
public sealed class LearningTests
{
    /// <summary>Local response normalisation, an inception block, a label for every pixel through transposed convolutions, a spatial transformer, a siamese pair with its distance, a
    /// detector's head over regions, numbers to predict.</summary>
    public static TheoryData<string> Networks { get; } =
    [
        nameof(LocalResponses), nameof(Inception), nameof(Upsampled), nameof(SpatialTransformer), nameof(SamePicture), nameof(DetectorHead), nameof(HuberLosses),
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void ItLearnsAFewImagesByHeart(string name)
    {
        const int Images = 4, Steps = 150;
        using TrainableNetwork net = Cases.OfClass(name).Create(Images, 2);
        net.Parameters.Initialize(Initialization.He, seed: 5);
        float[] input = Samples.Floats(Images * net.Description.InputFloats, seed: 5);
        LabelSet labels = LabelSet.Draw(net, Images, seed: 5);
        net.Optimizer = new Adam { LearningRate = 0.01f };
        double first = 0, last = 0;
        for (int step = 0; step < Steps; step++)
        {
            last = net.ComputeGradients(input, labels, []).Loss;
            first = step == 0 ? last : first;
            net.Optimizer.Step();
        }

        Assert.True(last < 0.6 * first, $"the loss fell from {first} to {last} only");
    }

    /// <summary>Parameters alone: where regions are given, the network jumps where one is rounded to other pixels.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void ItsDerivativesAreThoseOfDifferences(string name)
    {
        using TrainableNetwork net = Cases.OfClass(name).Create(DerivativeCheck.MaxBatch, 2);
        HashSet<string> arrays = [.. net.Description.Parameters.Select(array => array.Name)];
        DerivativeResult[] results = [.. new DerivativeCheck(net, seed: 2).Run().Where(result => arrays.Contains(result.Name))];

        Assert.Equal(net.Description.Parameters.Count(array => array.Update == ParameterUpdate.Gradient), results.Length);
        Assert.All(results, result => Assert.True(result.Agrees, result.ToString()));
    }
}

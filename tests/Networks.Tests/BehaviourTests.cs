using Kiln.Networks.Tests.Networks;
using Kiln.Networks.Tests.Support;
using Kiln.Training;

namespace Kiln.Networks.Tests;

/// <summary>What every network promises besides right numbers.</summary>
public class BehaviourTests
{
    [Theory]
    [MemberData(nameof(Cases.Names), MemberType = typeof(Cases))]
    public void TheBitsDoNotDependOnTheNumberOfThreads(string name)
    {
        NetworkCase one = Cases.Named(name);
        Outcome[] outcomes = [.. Enumerable.Range(1, 3).Select(threads => Run(one, threads))];
        foreach (Outcome outcome in outcomes)
            outcome.IsSameAs(outcomes[0]);

        static Outcome Run(NetworkCase one, int threads)
        {
            using TrainableNetwork net = one.Create(one.MaxBatch, threads);
            Samples.Fill(net.Parameters, seed: 2);
            return Outcome.Of(net, one.Batches[^1] - 1, seed: 2);
        }
    }

    [Theory]
    [MemberData(nameof(Cases.Names), MemberType = typeof(Cases))]
    public void NothingRemainsOfEarlierBatches(string name)
    {
        NetworkCase one = Cases.Named(name);
        using TrainableNetwork used = one.Create(one.MaxBatch, 1);
        using TrainableNetwork fresh = one.Create(one.MaxBatch, 1);
        Samples.Fill(used.Parameters, seed: 3);
        Samples.Fill(fresh.Parameters, seed: 3);

        Outcome first = Outcome.Of(used, one.MaxBatch, seed: 3);
        Outcome other = Outcome.Of(used, one.Batches[1], seed: 4);
        Outcome again = Outcome.Of(used, one.MaxBatch, seed: 3);

        again.IsSameAs(first);
        other.IsSameAs(Outcome.Of(fresh, one.Batches[1], seed: 4));
    }

    [Theory]
    [MemberData(nameof(Cases.Names), MemberType = typeof(Cases))]
    public void AStepAllocatesNothing(string name)
    {
        NetworkCase one = Cases.Named(name);
        using TrainableNetwork net = one.Create(one.MaxBatch, 2);
        float[] input = Samples.Floats(one.MaxBatch * net.Description.InputFloats, 1);
        LabelSet labels = LabelSet.Draw(net, one.MaxBatch, 1);
        net.Optimizer = new Sgd { LearningRate = 1e-6f };
        float sum = Calls();

        long allocated = Allocations.Of(() => sum += Calls());

        Assert.True(allocated == 0, $"{allocated} bytes were allocated");
        Assert.True(float.IsFinite(sum));

        float Calls() => net.Forward(input)[0] + (float)net.Evaluate(input, labels).Loss + (float)net.Step(input, labels).Loss;
    }

    [Theory]
    [MemberData(nameof(Cases.Names), MemberType = typeof(Cases))]
    public void ImagesWithoutLabelsTeachNothing(string name)
    {
        NetworkCase one = Cases.Named(name);
        using TrainableNetwork net = one.Create(one.MaxBatch, 1);
        float[] input = Samples.Floats(2 * net.Description.InputFloats, 1);
        float[] gradients = new float[input.Length];
        net.ComputeGradients(input, LabelSet.Draw(net, 2, 2), gradients);

        LossReport report = net.ComputeGradients(input, LabelSet.Ignored(net, 2), gradients);

        Assert.Equal(new LossReport(2, 0, 0, 0), report);
        Assert.All(gradients, gradient => Assert.Equal(0, gradient));
        foreach (ParameterDescription array in net.Description.Parameters.Where(array => array.Update != ParameterUpdate.Average))
            Assert.All(net.Gradients.Slice(array.Offset, array.Length).ToArray(), gradient => Assert.Equal(0, gradient));
    }

    [Fact]
    public void LabelsOfAnImageAreThoseOfAllItsPixels()
    {
        using PixelScores net = new(2, 1);
        float[] input = Samples.Floats(2 * net.Description.InputFloats, 1);
        int[] pixels = [.. Enumerable.Repeat(3, net.Positions), .. Enumerable.Repeat(-1, net.Positions)];

        Outcome each = Outcome.Of(net, input, pixels);

        Outcome.Of(net, input, new[] { 3, -1 }).IsSameAs(each);
    }

    [Fact]
    public void StepsLowerTheLoss()
    {
        using ReluThenPool net = new(8, 2, seed: 5);
        net.Optimizer = new Sgd { LearningRate = 0.02f };
        float[] input = Samples.Floats(8 * net.Description.InputFloats, 5);
        int[] labels = [0, 1, 2, 3, 0, 1, 2, 3];
        double first = net.Evaluate(input, labels).Loss;
        for (int step = 0; step < 60; step++)
            net.Step(input, labels);

        Assert.InRange(net.Evaluate(input, labels).Loss, 0, first / 10);
    }
}

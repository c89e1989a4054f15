using Kiln.Devices;
using Kiln.Numerics;
using Kiln.Training;

namespace Kiln.Tests.Training;

public class SgdTests
{
    /// <summary>MatConvNet's optimizers, two steps on w = (1, 1) with rate 0.1, computed in double precision.</summary>
    [Theory]
    [InlineData(false, 0.88, 0.99)]
    [InlineData(true, 0.817, 0.891)]
    public void Two_steps_give_the_golden_numbers(bool nesterov, double first, double second)
    {
        ParameterSet parameters = new(DenseNetwork.Describe(new Shape(1, 1, 2), 1, bias: false));
        parameters.Arrays[0].Set([1, 1]);
        Sgd sgd = new() { LearningRate = 0.1f, Momentum = 0.9f, WeightDecay = 0, Nesterov = nesterov };
        using WorkerTeam team = new(1);
        AlignedBuffer<float> gradients = new(parameters.Network.ParameterArenaFloats);
        foreach (float[] gradient in new[] { new[] { 0.5f, -1 }, [0.25f, 2] })
        {
            gradient.CopyTo(gradients.Span);
            sgd.Update(parameters, gradients, team);
        }

        Assert.Equal(first, parameters.Arrays[0].Values[0], 1e-6);
        Assert.Equal(second, parameters.Arrays[0].Values[1], 1e-6);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 3)]
    [InlineData(true, 3)]
    public void Agrees_with_a_plain_loop(bool nesterov, int threads)
    {
        // More than one unit of work, and a length that is not a whole number of vectors.
        ParameterSet parameters = new(DenseNetwork.Describe(new Shape(10, 10, 9), 21));
        parameters.Initialize(Initialization.He, 3);
        (parameters.Arrays[1].LearningRateScale, parameters.Arrays[1].WeightDecayScale) = (2, 0.5f);
        Sgd sgd = new() { LearningRate = 0.05f, Momentum = 0.8f, WeightDecay = 0.01f, Nesterov = nesterov };
        using WorkerTeam team = new(threads);
        AlignedBuffer<float> gradients = new(parameters.Network.ParameterArenaFloats);
        float[] weights = parameters.Values.ToArray();
        float[] momenta = new float[weights.Length];
        SeededRandom random = new(5);
        for (int step = 0; step < 5; step++)
        {
            foreach (ParameterDescription array in parameters.Network.Parameters)
                foreach (ref float value in gradients.Span.Slice(array.Offset, array.Length))
                    value = (float)random.NextDouble() - 0.5f;
            PlainStep(parameters, sgd, gradients.Span, weights, momenta);
            sgd.Update(parameters, gradients, team);
            Assert.Equal(weights, parameters.Values.ToArray());
        }
    }

    [Fact]
    public void A_frozen_array_stays_and_so_does_its_momentum()
    {
        using DenseNetwork network = Samples.Network();
        Parameter weights = network.Parameters["Scores.Weights"];
        (weights.LearningRateScale, weights.WeightDecayScale) = (0, 0);
        float[] before = weights.Values.ToArray();
        float[] biases = network.Parameters["Scores.Biases"].Values.ToArray();
        float[] input = [.. Enumerable.Range(0, Samples.Shape.Count).Select(i => i / 10f)];
        network.Step(input, [2]);
        Assert.Equal(before, weights.Values.ToArray());
        Assert.NotEqual(biases, network.Parameters["Scores.Biases"].Values.ToArray());
        Assert.All(network.Optimizer.State[0].Values.Span[..before.Length].ToArray(), momentum => Assert.Equal(0, momentum));
    }

    [Fact]
    public void A_step_raises_the_version_of_the_set()
    {
        using DenseNetwork network = Samples.Network();
        long before = network.Parameters.Version;
        network.Step(new float[Samples.Shape.Count], [0]);
        Assert.True(network.Parameters.Version > before);
    }

    private static void PlainStep(ParameterSet parameters, Sgd sgd, ReadOnlySpan<float> gradients, float[] weights, float[] momenta)
    {
        foreach (Parameter array in parameters.Arrays)
        {
            float rate = sgd.LearningRate * array.LearningRateScale, decay = sgd.WeightDecay * array.WeightDecayScale;
            int end = array.Description.Offset + array.Description.Length;
            for (int i = array.Description.Offset; i < end; i++)
            {
                float slope = MathF.FusedMultiplyAdd(decay, weights[i], gradients[i]);
                momenta[i] = MathF.FusedMultiplyAdd(sgd.Momentum, momenta[i], -slope);
                float step = sgd.Nesterov ? MathF.FusedMultiplyAdd(sgd.Momentum, momenta[i], -slope) : momenta[i];
                weights[i] = MathF.FusedMultiplyAdd(rate, step, weights[i]);
            }
        }
    }
}

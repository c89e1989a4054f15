using Kiln.Checkpoints;
using Kiln.Devices;
using Kiln.Numerics;
using Kiln.Training;

namespace Kiln.Tests.Training;

/// <summary>Arrays that training does not move along their gradient: kept moments and frozen arrays.</summary>
public sealed class ParameterUpdateTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Each_array_is_updated_in_its_way(int threads)
    {
        // More than one unit of work an array.
        NetworkDescription network = Describe(20_003, 0.25);
        ParameterSet set = new(network);
        Random(network, 4).Span.CopyTo(set.Edit());
        float[] before = set.Values.ToArray();
        AlignedBuffer<float> gradients = Random(network, 6);
        Sgd sgd = new() { LearningRate = 0.1f, Momentum = 0, WeightDecay = 0.01f };
        using WorkerTeam team = new(threads);
        sgd.Update(set, gradients, team);
        foreach (Parameter array in set.Arrays)
        {
            for (int i = 0; i < array.Values.Length; i++)
            {
                float old = before[array.Description.Offset + i], gradient = gradients.Span[array.Description.Offset + i];
                float expected = array.Description.Update switch
                {
                    ParameterUpdate.Gradient => old - (0.1f * (gradient + (0.01f * old))),
                    ParameterUpdate.Average => (0.75f * old) + (0.25f * gradient),
                    _ => old,
                };
                Assert.Equal(expected, array.Values[i], 1e-6f);
                if (array.Description.Update != ParameterUpdate.Gradient)
                {
                    Assert.Equal(expected, array.Values[i]);
                    Assert.Equal(0, sgd.State[0].Values.Span[array.Description.Offset + i]);
                }
            }
        }
    }

    [Fact]
    public void An_average_does_not_depend_on_the_optimizers_rate_momentum_or_decay()
    {
        float[] Two(Sgd sgd)
        {
            NetworkDescription network = Describe(40, 0.1);
            ParameterSet set = new(network);
            set.Initialize(Initialization.He, 4);
            using WorkerTeam team = new(1);
            sgd.Update(set, Random(network, 1), team);
            sgd.Update(set, Random(network, 2), team);
            return set["Norm.Mean"].Values.ToArray();
        }

        float[] expected = Two(new Sgd { LearningRate = 0, Momentum = 0, WeightDecay = 0 });
        Assert.Equal(expected, Two(new Sgd { LearningRate = 3, Momentum = 0.9f, Nesterov = true, WeightDecay = 0.5f }));
        Assert.Contains(expected, value => value != 0);
    }

    [Fact]
    public void A_rate_of_one_takes_the_batch_and_a_rate_of_zero_keeps_what_is_there()
    {
        NetworkDescription network = Describe(40, 1);
        ParameterSet set = new(network);
        Parameter mean = set["Norm.Mean"];
        mean.Edit().Fill(1e8f);
        AlignedBuffer<float> gradients = Random(network, 1);
        using WorkerTeam team = new(1);
        Sgd sgd = new();
        sgd.Update(set, gradients, team);
        float[] batch = gradients.Span.Slice(mean.Description.Offset, mean.Description.Length).ToArray();
        Assert.Equal(batch, mean.Values.ToArray());
        mean.LearningRateScale = 0;
        long version = mean.Version;
        sgd.Update(set, Random(network, 2), team);
        Assert.Equal(batch, mean.Values.ToArray());
        Assert.Equal(version, mean.Version);
    }

    [Fact]
    public void Only_arrays_that_change_get_a_new_version()
    {
        NetworkDescription network = Describe(40, 0.1);
        ParameterSet set = new(network);
        using WorkerTeam team = new(1);
        new Sgd().Update(set, Random(network, 1), team);
        Assert.Equal([true, true, false, false], set.Arrays.Select(array => array.Version > 0));
        long version = set.Version;
        new Sgd { LearningRate = 0, WeightDecay = 0 }.Update(set, Random(network, 1), team);
        Assert.Equal([false, true, false, false], set.Arrays.Select(array => array.Version > version));
    }

    [Fact]
    public void A_set_of_fixed_arrays_alone_stays_as_it_is()
    {
        NetworkDescription network = Describe(40, 0.1);
        network = network with { Parameters = [.. network.Parameters.Select(array => array with { Update = ParameterUpdate.Fixed })] };
        ParameterSet set = new(network);
        using WorkerTeam team = new(2);
        new Sgd().Update(set, Random(network, 1), team);
        Assert.Equal(0, set.Version);
        Assert.All(set.Values.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Arrays_start_as_their_description_says_frozen_or_not()
    {
        ParameterSet set = new(Describe(40, 0.1));
        set.Initialize(Initialization.He, 1);
        Assert.All(set["Norm.Mean"].Values.ToArray(), value => Assert.Equal(0, value));
        Assert.All(set["Norm.Scale"].Values.ToArray(), value => Assert.Equal(1, value));
        Assert.Equal(40, set["Frozen.Weights"].Values.ToArray().Distinct().Count());

        // The gaps between arrays stay 0, and what is not random takes no random numbers.
        Assert.Equal(0, set.Values[40]);
        ParameterSet other = new(set.Network with { Parameters = [set.Network.Parameters[0], set.Network.Parameters[3]] });
        other.Initialize(Initialization.He, 1);
        Assert.Equal(set["Frozen.Weights"].Values.ToArray(), other["Frozen.Weights"].Values.ToArray());
    }

    [Fact]
    public void A_training_is_not_resumed_with_an_array_treated_otherwise()
    {
        TrainingOptions options = new() { Epochs = 1, BatchSize = 16, OutputFolder = folder["run"] };
        using DenseNetwork network = Samples.Network();
        new Trainer(network, options).Run(Samples.Images(20, 1));
        Assert.DoesNotContain(CheckpointFile.Read(CheckpointFile.PathOf(folder["run"], 1)).Settings, setting => setting.Name.StartsWith("update", StringComparison.Ordinal));

        NetworkDescription frozen = network.Description with
        {
            Parameters = [network.Description.Parameters[0] with { Update = ParameterUpdate.Fixed }, network.Description.Parameters[1]],
        };
        using DenseNetwork other = new(new ParameterSet(frozen), 16);
        CheckpointException error = Assert.Throws<CheckpointException>(() => new Trainer(other, options with { Epochs = 2 }).Run(Samples.Images(20, 1)));
        Assert.Contains("was trained with update of Scores.Weights gradient, but this training has fixed", error.Message, StringComparison.Ordinal);

        // As weights they load.
        WeightsFile.Load(CheckpointFile.PathOf(folder["run"], 1), other.Parameters);
        Assert.Equal(network.Parameters.Values.ToArray(), other.Parameters.Values.ToArray());

        float[] weights = other.Parameters.Arrays[0].Values.ToArray(), biases = other.Parameters.Arrays[1].Values.ToArray();
        new Trainer(other, options with { OutputFolder = folder["frozen"] }).Run(Samples.Images(20, 1));
        Assert.Equal(weights, other.Parameters.Arrays[0].Values.ToArray());
        Assert.NotEqual(biases, other.Parameters.Arrays[1].Values.ToArray());
        Assert.Contains(
            new TrainingSetting("update of Scores.Weights", "fixed"), CheckpointFile.Read(CheckpointFile.PathOf(folder["frozen"], 1)).Settings);
    }

    private static NetworkDescription Describe(int length, double rate)
    {
        int step = (length + 15) / 16 * 16;
        return DenseNetwork.Describe(new Shape(1, 1, 1), 1) with
        {
            Parameters =
            [
                new("Conv.Weights", [length], 0, length, 10, 0, ParameterUpdate.Gradient, 1, 1),
                new("Norm.Mean", [length], step, length, 0, 0, ParameterUpdate.Average, rate, 0),
                new("Norm.Scale", [length], 2 * step, length, 0, 1, ParameterUpdate.Fixed, 1, 1),
                new("Frozen.Weights", [length], 3 * step, length, 10, 0, ParameterUpdate.Fixed, 1, 1),
            ],
        };
    }

    private static AlignedBuffer<float> Random(NetworkDescription network, int seed)
    {
        AlignedBuffer<float> values = new(network.ParameterArenaFloats);
        SeededRandom random = new(seed);
        foreach (ParameterDescription array in network.Parameters)
            foreach (ref float value in values.Span.Slice(array.Offset, array.Length))
                value = (float)random.NextDouble() - 0.5f;
        return values;
    }
}

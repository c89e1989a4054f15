using Kiln.Checkpoints;
using Kiln.Training;

namespace Kiln.Tests.Networks;

/// <summary>A network copies the arrays that changed into its own layouts, and no others.</summary>
public class PackingTests
{
    private static readonly float[] Image = [.. Enumerable.Range(0, Samples.Shape.Count).Select(i => i / 10f)];

    [Fact]
    public void Only_what_changed_is_packed_again()
    {
        using DenseNetwork network = Samples.Network();
        Parameter weights = network.Parameters.Arrays[0], biases = network.Parameters.Arrays[1];
        Packs(network, 1, 1);
        Packs(network, 1, 1);
        biases.Edit()[0] = 5;
        Packs(network, 1, 2);
        weights.Set(new float[weights.Values.Length]);
        Packs(network, 2, 2);
        Assert.Equal(5, network.Forward(Image)[0]);
        weights.Edit();
        biases.Edit();
        Packs(network, 3, 3);
        network.Parameters.Edit();
        Packs(network, 4, 4);
        network.Parameters.Initialize(Initialization.He, 1);
        Packs(network, 5, 5);
    }

    [Fact]
    public void Versions_rise_with_the_changes_of_their_array()
    {
        ParameterSet set = new(DenseNetwork.Describe(new Shape(2, 2, 1), 3));
        Parameter weights = set.Arrays[0], biases = set.Arrays[1];
        Assert.Equal((0, 0, 0), (set.Version, weights.Version, biases.Version));
        biases.Edit();
        Assert.Equal((1, 0, 1), (set.Version, weights.Version, biases.Version));
        weights.Set(new float[12]);
        Assert.Equal((2, 2, 1), (set.Version, weights.Version, biases.Version));
        set.Edit();
        Assert.Equal((3, 3, 3), (set.Version, weights.Version, biases.Version));
        Assert.Throws<ArgumentException>(() => biases.Set([1]));
        Assert.Equal((3, 3, 3), (set.Version, weights.Version, biases.Version));
    }

    [Fact]
    public void Each_network_of_a_shared_set_sees_what_is_new_to_it()
    {
        using DenseNetwork first = Samples.Network();
        Packs(first, 1, 1);
        first.Parameters.Arrays[1].Edit()[2] = 1;
        using DenseNetwork second = new(first.Parameters, 16);
        Packs(second, 1, 1);
        Packs(first, 1, 2);
        first.Parameters.Arrays[0].Edit()[7] = 1;
        Packs(second, 2, 1);
        Packs(first, 2, 2);
        Assert.Equal(first.Forward(Image).ToArray(), second.Forward(Image).ToArray());
    }

    [Fact]
    public void A_step_changes_what_it_trains()
    {
        using DenseNetwork network = Samples.Network();
        Parameter weights = network.Parameters.Arrays[0];
        (weights.LearningRateScale, weights.WeightDecayScale) = (0, 0);
        network.Step(Image, [1]);
        Packs(network, 1, 2);
        weights.LearningRateScale = 1;
        network.Step(Image, [1]);
        Packs(network, 2, 3);
        network.ComputeGradients(Image, [1]);
        Packs(network, 2, 3);
    }

    [Fact]
    public void After_a_packing_that_threw_all_that_it_should_have_packed_is_packed()
    {
        using DenseNetwork network = Samples.Network();
        Packs(network, 1, 1);
        network.Parameters.Edit();
        network.Packing = array => throw new InvalidOperationException($"no memory for array {array}");
        Assert.Throws<InvalidOperationException>(() => network.Forward(Image));
        network.Packing = null;
        Packs(network, 2, 2);
    }

    [Fact]
    public void A_change_during_a_packing_is_packed_the_next_time()
    {
        using DenseNetwork network = Samples.Network();
        network.Packing = array => network.Parameters.Arrays[1 - array].Edit();
        network.Forward(Image);
        network.Packing = null;
        Packs(network, 2, 2);
    }

    [Fact]
    public void Loaded_weights_are_packed()
    {
        using TemporaryFolder folder = new();
        using DenseNetwork network = Samples.Network();
        Packs(network, 1, 1);
        WeightsFile.Save(folder["weights.kiln"], network.Parameters);
        WeightsFile.Load(folder["weights.kiln"], network.Parameters);
        Packs(network, 2, 2);
    }

    private static void Packs(DenseNetwork network, int weights, int biases)
    {
        network.Forward(Image);
        Assert.Equal([weights, biases], network.Packings);
    }
}

using Kiln.Training;

namespace Kiln.Tests.Networks;

public class TrainableNetworkTests
{
    [Fact]
    public void Errors_about_lengths_and_labels_say_what_was_expected()
    {
        using DenseNetwork network = DenseNetwork.Create(new Shape(2, 2, 1), 3, maxBatch: 2);
        Assert.Equal("images of 2×2×1 take 4 floats each, but 5 floats were given, which is not a whole number of images (Parameter 'input')", Message(5, 1, 0));
        Assert.Equal("images of 2×2×1 take 4 floats each, but 0 floats were given, which is not a whole number of images (Parameter 'input')", Message(0, 0, 0));
        Assert.Equal("3 images were given (12 floats), but the network was built for at most 2 at once; pass a larger maxBatch to its constructor (Parameter 'input')", Message(12, 3, 0));
        Assert.Equal("2 images need 2 labels, but 1 were given (Parameter 'imageLabels')", Message(8, 1, 0));
        Assert.Equal("label 3 at index 0 is not a class of Loss: classes run from 0 to 2, −1 is ignored (Parameter 'imageLabels')", Message(4, 1, 3));
        Assert.Equal("label -2 at index 0 is not a class of Loss: classes run from 0 to 2, −1 is ignored (Parameter 'imageLabels')", Message(4, 1, -2));

        string Message(int floats, int labels, int label) =>
            Assert.Throws<ArgumentException>(() => network.Step(new float[floats], Enumerable.Repeat(label, labels).ToArray())).Message;
    }

    [Fact]
    public void An_ignored_label_adds_nothing_but_counts_as_an_image()
    {
        using DenseNetwork network = DenseNetwork.Create(new Shape(1, 1, 2), 3, maxBatch: 2);
        LossReport alone = network.Evaluate([1, 2], [2]);
        LossReport both = network.Evaluate([1, 2, 5, 6], [2, -1]);
        Assert.Equal(alone.Loss / 2, both.Loss);
        Assert.Equal(alone.Top1Errors, both.Top1Errors);
        Assert.Equal(2, both.Images);
    }

    [Fact]
    public void Gradients_agree_with_differences()
    {
        using DenseNetwork network = DenseNetwork.Create(new Shape(2, 2, 1), 3, maxBatch: 3, threads: 2);
        float[] input = [.. Enumerable.Range(0, 12).Select(i => MathF.Sin(i))];
        int[] labels = [2, 0, 1];
        network.ComputeGradients(input, labels);
        float[] gradients = network.Gradients.ToArray();
        foreach (Parameter array in network.Parameters.Arrays)
        {
            for (int i = 0; i < array.Description.Length; i++)
            {
                double Loss(float step)
                {
                    array.Edit()[i] += step;
                    double loss = network.Evaluate(input, labels).Loss;
                    array.Edit()[i] -= step;
                    return loss;
                }

                Assert.Equal((Loss(0.01f) - Loss(-0.01f)) / 0.02, gradients[array.Description.Offset + i], 1e-4);
            }
        }
    }

    /// <summary>The loop of the caller's own: gradients of two halves gathered, then followed.</summary>
    [Fact]
    public void Gradients_can_be_changed_before_the_optimizer_follows_them()
    {
        float[] input = [.. Enumerable.Range(0, 16).Select(i => MathF.Sin(i))];
        int[] labels = [2, 0, 1, 1];
        using DenseNetwork whole = DenseNetwork.Create(new Shape(2, 2, 1), 3, maxBatch: 4), halves = DenseNetwork.Create(new Shape(2, 2, 1), 3, maxBatch: 2);
        whole.Step(input, labels);

        float[] gathered = new float[halves.Gradients.Length];
        for (int half = 0; half < 2; half++)
        {
            halves.ComputeGradients(input.AsSpan(half * 8, 8), labels.AsSpan(half * 2, 2));
            for (int i = 0; i < gathered.Length; i++)
                gathered[i] += halves.Gradients[i] / 2;
        }

        gathered.CopyTo(halves.Gradients);
        halves.Optimizer.Step();
        for (int i = 0; i < gathered.Length; i++)
            Assert.Equal(whole.Parameters.Values[i], halves.Parameters.Values[i], 1e-6f);

        // A gradient that was set to nothing leaves what decay alone does.
        halves.Optimizer = new Sgd { LearningRate = 0.5f, WeightDecay = 0 };
        float[] before = halves.Parameters.Values.ToArray();
        halves.Gradients.Clear();
        halves.Optimizer.Step();
        Assert.Equal(before, halves.Parameters.Values.ToArray());
        Assert.Equal(2, halves.StepCount);
    }

    [Fact]
    public void A_step_without_gradients_or_without_a_network_is_refused()
    {
        using DenseNetwork network = DenseNetwork.Create(new Shape(2, 2, 1), 3, maxBatch: 1), other = DenseNetwork.Create(new Shape(2, 2, 1), 3, maxBatch: 1);
        Assert.Contains("has no gradients yet", Assert.Throws<InvalidOperationException>(network.Optimizer.Step).Message, StringComparison.Ordinal);
        Assert.Contains("belongs to no network", Assert.Throws<InvalidOperationException>(new Sgd().Step).Message, StringComparison.Ordinal);
        Assert.Contains("another DenseNetwork", Assert.Throws<InvalidOperationException>(() => other.Optimizer = network.Optimizer).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_are_found_by_name()
    {
        using DenseNetwork network = DenseNetwork.Create(new Shape(2, 2, 1), 3, maxBatch: 1);
        Assert.Equal(3, network.Parameters["Scores.Biases"].Values.Length);
        Assert.Equal(
            "Tests.Dense has no parameter 'Biases'; it has Scores.Weights, Scores.Biases (Parameter 'name')",
            Assert.Throws<ArgumentException>(() => network.Parameters["Biases"]).Message);
        Assert.Equal(
            "Scores.Weights (2×2×1×3) needs 12 values, but 2 were given (Parameter 'values')",
            Assert.Throws<ArgumentException>(() => network.Parameters["Scores.Weights"].Set([1, 2])).Message);
    }

    [Fact]
    public void The_same_seed_draws_the_same_weights()
    {
        NetworkDescription network = DenseNetwork.Describe(new Shape(20, 20, 2), 50);
        ParameterSet a = new(network), b = new(network), c = new(network);
        a.Initialize(Initialization.He, 1);
        b.Initialize(Initialization.He, 1);
        c.Initialize(Initialization.He, 2);
        Assert.Equal(a.Values.ToArray(), b.Values.ToArray());
        Assert.NotEqual(a.Values.ToArray(), c.Values.ToArray());
        Assert.Equal(Math.Sqrt(2.0 / 800), Math.Sqrt(a.Arrays[0].Values.ToArray().Average(value => (double)value * value)), 5e-4);
        Assert.All(a.Arrays[1].Values.ToArray(), bias => Assert.Equal(0, bias));
    }
}

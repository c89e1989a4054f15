using Kiln.Data;
using Kiln.Inspection;
using Kiln.Numerics;
using Kiln.Training;

namespace Kiln.Tests.Inspection;

/// <summary>A diagnosis against plain loops over the network's outputs, gradients and weights.</summary>
public class TrainingDiagnosisTests
{
    /// <summary>Filter 2 can answer nothing but 0, whatever it reads: its part of the rectified map is dead, and so is what never answers by chance.</summary>
    [Fact]
    public void Says_what_plain_loops_say()
    {
        ImageSet images = Samples.Images(20, 1);
        using RectifiedNet watched = Create(), plain = Create();
        TrainingDiagnosis diagnosis = TrainingDiagnosis.Of(watched, images, count: 18, seed: 4);
        Assert.Equal(18, diagnosis.Images);
        Assert.Equal(["Image", "Conv1", "Relu1", "Scores", "Loss"], diagnosis.Layers.Select(layer => layer.Layer));

        int[] order = [.. Enumerable.Range(0, 20)];
        new SeededRandom(4).Shuffle(order.AsSpan());
        List<float> rectified = [], scores = [], gradients = [];
        HashSet<int> alive = [];
        double share = 0;
        foreach (int[] batch in order[..18].Chunk(8))
        {
            float[] input = new float[batch.Length * Samples.Shape.Count];
            int[] labels = new int[batch.Length];
            for (int i = 0; i < batch.Length; i++)
                images.Read(batch[i], new SeededRandom(0), input.AsSpan(i * Samples.Shape.Count, Samples.Shape.Count), labels.AsSpan(i, 1));

            float[] before = Learned(plain);
            plain.ComputeGradients(input, labels);
            rectified.AddRange(plain.Relu1.Output);
            for (int i = 0; i < plain.Relu1.Output.Length; i++)
                if (plain.Relu1.Output[i] > 0)
                    alive.Add(i % plain.Relu1.Shape.Count);
            scores.AddRange(plain.Scores.Output);
            gradients.AddRange(plain.Conv1.WeightsGradient);
            gradients.AddRange(plain.Conv1.BiasesGradient);
            plain.Optimizer.Step();
            share += Length(Learned(plain).Zip(before, (a, b) => (double)a - b)) / Length(before.Select(value => (double)value)) / 3;
        }

        LayerDiagnosis relu = diagnosis.Layers[2], conv = diagnosis.Layers[1];
        Check(rectified, relu.Output!.Value);
        Check(scores, diagnosis.Layers[3].Output!.Value);
        Check(gradients, conv.Gradient!.Value);
        Assert.Equal(share, conv.RelativeUpdate!.Value, 1e-7);
        Assert.Equal(1 - ((double)alive.Count / plain.Relu1.Shape.Count), relu.DeadUnits!.Value, 1e-12);
        Assert.InRange(relu.DeadUnits.Value, 1.0 / 8, 0.9);
        Assert.Equal((null, null, null), (relu.Gradient, relu.RelativeUpdate, conv.DeadUnits));
        Assert.Null(conv.Output);

        float[] Learned(RectifiedNet net) => [.. net.Conv1.Weights, .. net.Conv1.Biases];
    }

    [Fact]
    public void Everything_is_as_before_afterwards()
    {
        ImageSet images = Samples.Images(30, 1);
        using NormalizedNet plain = Normalized(), diagnosed = Normalized();
        TrainingOptions options = new() { Epochs = 4, BatchSize = 8, LearningRates = [0.01] };
        new Trainer(plain, options).Run(images);
        foreach (EpochReport _ in new Trainer(diagnosed, options).Epochs(images))
            TrainingDiagnosis.Of(diagnosed, images, count: 20);

        Assert.Equal(plain.Parameters.Values.ToArray(), diagnosed.Parameters.Values.ToArray());
        for (int i = 0; i < 2; i++)
            Assert.Equal(plain.Optimizer.State[i].Values.Span.ToArray(), diagnosed.Optimizer.State[i].Values.Span.ToArray());

        static NormalizedNet Normalized() => new(new ParameterSet<NormalizedNet>(seed: 1), maxBatch: 8) { Optimizer = new Adam() };
    }

    [Fact]
    public void The_table_has_a_row_a_layer()
    {
        using RectifiedNet net = Create();
        string[] lines = TrainingDiagnosis.Of(net, Samples.Images(8, 1)).ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(6, lines.Length);
        Assert.Equal(
            ["layer", "type", "output from", "to", "rms", "dead %", "gradient from", "to", "rms", "update/weights", ""],
            lines[0].Split('|').Select(cell => cell.Trim()));
        string[] conv = [.. lines[2].Split('|').Select(cell => cell.Trim())];
        Assert.Equal(["Conv1", "conv", "n/a", "n/a", "n/a", "n/a"], conv[..6]);
        Assert.All(conv[6..10], cell => Assert.True(double.TryParse(cell, System.Globalization.CultureInfo.InvariantCulture, out _)));
    }

    private static RectifiedNet Create()
    {
        RectifiedNet net = new(new ParameterSet<RectifiedNet>(seed: 1), maxBatch: 8);
        net.Optimizer.LearningRate = 0.01f;
        net.Conv1.BiasesParameter!.Edit()[2] = -1000;
        return net;
    }

    private static void Check(List<float> expected, ValueRange actual)
    {
        Assert.Equal((expected.Min(), expected.Max()), (actual.Least, actual.Greatest));
        Assert.Equal(Length(expected.Select(value => (double)value)) / Math.Sqrt(expected.Count), actual.RootMeanSquare, 1e-9);
    }

    private static double Length(IEnumerable<double> values) => Math.Sqrt(values.Sum(value => value * value));
}

using Kiln;
using Kiln.Checkpoints;
using Kiln.Data;
using Kiln.Training;

// Images of 8×8 pixels; the class says which half is lighter.
Random random = new(Seed: 1);
float[] pixels = [.. Enumerable.Range(0, 1000 * 64).Select(_ => random.NextSingle() - 0.5f)];
int[] labels = [.. pixels.Chunk(64).Select(image => image.Index().Sum(pixel => pixel.Index % 8 < 4 ? pixel.Item : -pixel.Item) > 0 ? 0 : 1)];

using HalvesNet net = new(maxBatch: 50);
net.Optimizer = new Sgd { LearningRate = 0.05f };
LossReport first = net.Step(pixels.AsSpan(0, 50 * 64), labels.AsSpan(0, 50));
Console.WriteLine($"first step: loss {first.Loss:F3}, {first.Top1Errors} of {first.Images} wrong");

Trainer trainer = new(net, new TrainingOptions { Epochs = 20, BatchSize = 50 });
EpochReport last = trainer.Run(new ImageSet(new Shape(8, 8, 1), pixels, labels))[^1];
Console.WriteLine($"epoch {last.Epoch}: {last.Training.Top1Error:P1} wrong");
Console.WriteLine($"{net.Conv1.Name}: {net.Conv1.Weights.Length} weights; {net.Relu1.Name}: {net.Relu1.Output.Length} outputs of the last batch");

WeightsFile.Save("halves.kiln", net.Parameters);
ParameterSet<HalvesNet> weights = new();
WeightsFile.Load("halves.kiln", weights);
using HalvesReader reader = new(weights);
ReadOnlySpan<float> scores = reader.Forward(pixels.AsSpan(0, 64), height: 8, width: 8);
Console.WriteLine($"the first image is lighter on the {(scores[0] > scores[1] ? "left" : "right")}, as labelled: {(scores[0] > scores[1] ? 0 : 1) == labels[0]}");

/// <summary>Two convolutions that tell which half of an image is lighter.</summary>
[Network]
public sealed partial class HalvesNet
{
    [Input(8, 8, 1)]  public partial Layer     Image  { get; }
    [Conv(3, 3, 4)]   public partial ConvLayer Conv1  { get; }
    [Relu]            public partial Layer     Relu1  { get; }
    [Conv(6, 6, 2)]   public partial ConvLayer Scores { get; }
    [SoftmaxLoss]     public partial LossLayer Loss   { get; }
}

/// <summary>The same layers and weights over images of any extent.</summary>
[InferenceOf<HalvesNet>]
public sealed partial class HalvesReader;

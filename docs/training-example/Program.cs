using Kiln;
using Kiln.Checkpoints;
using Kiln.Data;
using Kiln.Inspection;
using Kiln.Training;

// Images of 8×8 pixels; the class says which quarter is lightest.
Random random = new(Seed: 1);
ImageSet training = Quarters(1000), validation = Quarters(200);

// Batches of 60 images in 3 parts of 20, so that the network takes only 20 at once.
using QuartersNet net = new(new ParameterSet<QuartersNet>(seed: 1), maxBatch: 20);
net.Optimizer = new Sgd { MaxGradientNorm = 5 };
Trainer trainer = new(net, new TrainingOptions
{
    Epochs = 60,
    BatchSize = 60,
    SubBatches = 3,
    LearningRates = Schedules.WarmUp([0.05], epochs: 3),
    ReduceOnPlateau = new() { Factor = 0.3, Patience = 3 },
    EarlyStopping = new() { Patience = 8 },
    AverageDecay = 0.99,
    Error = (scores, labels) => labels[0] == 0 && scores.IndexOf(scores.ToArray().Max()) != 0 ? 1 : 0,
    OutputFolder = "run",
    KeepBest = TrainingMeasure.Top1Error,
    KeepAllCheckpoints = false,
});

try
{
    EpochReport last = trainer.Run(training, validation)[^1];
    Console.WriteLine($"stopped before epoch 60: {last.Epoch < 60}; checkpoints of {CheckpointFile.EpochsIn("run").Count} epoch");
    Console.WriteLine($"upper left taken for another: {last.Validation!.Value.OwnError:P1} of all images");
}
catch (DivergedException error)
{
    Console.WriteLine($"{error.Layer} in epoch {error.Epoch}, batch {error.Batch}: {error.Message}");
}

WeightsFile.Load(CheckpointFile.BestPathOf("run"), net.Parameters);
ConfusionMatrix confusion = new(classes: 4);
ErrorRates best = trainer.Evaluate(validation, confusion: confusion);
Console.WriteLine($"best weights: {best.Top1Error:P1} wrong, of the upper left {confusion.ErrorOf(0):P1}");
Console.Write(confusion.Format(["upper left", "upper right", "lower left", "lower right"]));
Console.Write(TrainingDiagnosis.Of(net, training, count: 500));

ImageSet Quarters(int count)
{
    int[] labels = [.. Enumerable.Range(0, count).Select(_ => random.Next(4))];
    float[] pixels = [.. labels.SelectMany(label => Enumerable.Range(0, 64).Select(i => random.NextSingle() - 0.5f + (label == (i / 32 * 2) + (i % 8 / 4) ? 0.12f : 0)))];
    return new ImageSet(new Shape(8, 8, 1), pixels, labels);
}

/// <summary>Two convolutions that tell which quarter of an image is lightest.</summary>
[Network]
public sealed partial class QuartersNet
{
    [Input(8, 8, 1)]                                                     public partial Layer     Image  { get; }
    [Conv(3, 3, 8, Initialization = WeightInitialization.He)]            public partial ConvLayer Conv1  { get; }
    [Relu]                                                               public partial Layer     Relu1  { get; }
    [Dense(4, Initialization = WeightInitialization.Xavier)]             public partial ConvLayer Scores { get; }
    [SoftmaxLoss]                                                        public partial LossLayer Loss   { get; }
}

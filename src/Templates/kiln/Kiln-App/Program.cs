using Kiln;
using Kiln.Checkpoints;
using Kiln.Numerics;
using Kiln.Training;
using Kiln_App;

const string WeightsPath = "shapes.kiln";

// Train, measure after every epoch on other drawings, and keep the weights.
using (ShapesNet net = new(maxBatch: 50))
{
    Trainer trainer = new(net, new TrainingOptions { Epochs = 5, BatchSize = 50, LearningRates = [0.02] });
    trainer.Run(Shapes.Draw(3000, seed: 1), Shapes.Draw(1000, seed: 2), new TrainingCallbacks { Epoch = Console.WriteLine });
    WeightsFile.Save(WeightsPath, net.Parameters, Shapes.Normalization);
}

// Read with them, as another program would.
ParameterSet<ShapesNet> weights = new();
WeightsFile.Load(WeightsPath, weights);
using ShapesReader reader = new(weights);
Random random = new(Seed: 3);
float[] pixels = new float[Shapes.Extents.Count], chances = new float[Shapes.Names.Count];
for (int drawing = 0; drawing < 5; drawing++)
{
    int label = Shapes.Draw(random, pixels);
    Shapes.Normalization.Apply(pixels, input: pixels);
    Probabilities.Of(reader.Forward(pixels), Shapes.Names.Count, chances);
    int best = Array.IndexOf(chances, chances.Max());
    Console.WriteLine($"a {Shapes.Names[label]} is read as a {Shapes.Names[best]}, {chances[best]:P1} sure");
}

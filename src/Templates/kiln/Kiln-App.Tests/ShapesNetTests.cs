using Kiln.Inspection;
using Kiln.Training;

namespace Kiln_App.Tests;

public sealed class ShapesNetTests
{
    [Fact]
    public void ItLearnsToTellShapesApart()
    {
        using ShapesNet net = new(maxBatch: 50);
        Trainer trainer = new(net, new TrainingOptions { Epochs = 5, BatchSize = 50, LearningRates = [0.02] });

        EpochReport last = trainer.Run(Shapes.Draw(3000, seed: 1), Shapes.Draw(1000, seed: 2))[^1];

        Assert.InRange(last.Validation!.Value.Top1Error, 0, 0.05);
    }

    /// <summary>Every derivative that training follows agrees with differences of the loss: worth a test where the network has functions of your own.</summary>
    [Fact]
    public void ItsDerivativesAreRight()
    {
        using ShapesNet net = new(DerivativeCheck.MaxBatch);
        Assert.All(new DerivativeCheck(net, seed: 1).Run(), result => Assert.True(result.Agrees, result.ToString()));
    }
}

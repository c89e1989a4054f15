using Kiln.Data;
using Kiln.Inspection;
using Kiln.Models.Letters;
using Kiln.Models.Networks;
using Kiln.Training;

namespace Kiln.Models.Tests.Networks;

/// <summary>A deep network of blocks learns pictures that the project makes itself: the letters a to j in three colours.</summary>
public sealed class ResNet20Tests
{
    private const int Classes = 10, Fonts = 24;

    [Fact]
    public void TheLossFalls()
    {
        using ResNet20 network = new(maxBatch: 40, threads: 2, seed: 1) { Optimizer = new Sgd { LearningRate = 0.02f } };
        Trainer trainer = new(network, new TrainingOptions { Epochs = 6, BatchSize = 40 });

        EpochReport[] epochs = [.. trainer.Epochs(ColouredLetters())];

        Assert.True(epochs[^1].Training.Loss < 0.6 * epochs[0].Training.Loss, string.Join(", ", epochs.Select(epoch => epoch.Training.Loss)));
        Assert.True(epochs[^1].Training.Top1Error < epochs[0].Training.Top1Error);
    }

    /// <summary>In a network this deep single differences are off by up to a tenth, since rectifiers change sides at every step.</summary>
    [Fact]
    public void ItsDerivativesAgreeWithDifferences()
    {
        using ResNet20 network = new(DerivativeCheck.MaxBatch, threads: 2);

        Assert.All(new DerivativeCheck(network, seed: 1).Run(), result => Assert.True(result.Agrees, result.ToString()));
    }

    /// <summary>Red, green and blue letters on white: ink takes the light of the other two channels.</summary>
    private static ImageSet ColouredLetters()
    {
        LetterSet letters = LetterFile.Read(ShippedData.Letters);
        List<float> pixels = [];
        List<int> labels = [];
        for (int font = 0; font < Fonts; font++)
        {
            for (int letter = 0; letter < Classes; letter++)
            {
                int colour = (font + letter) % 3;
                foreach (byte pixel in letters.Image(font, letter))
                    pixels.AddRange(Enumerable.Range(0, 3).Select(channel => channel == colour ? 1 : pixel / 255f));
                labels.Add(letter);
            }
        }

        return new ImageSet(new Shape(LetterSet.Side, LetterSet.Side, 3), pixels.ToArray(), labels.ToArray());
    }
}

using Kiln.Data;
using Kiln.Numerics;
using Kiln.Training;

namespace Kiln.Tests.Training;

public class ConfusionMatrixTests
{
    [Fact]
    public void Counts_what_is_taken_for_what()
    {
        ConfusionMatrix matrix = new(3);
        matrix.Add([1, 0, 0, 0, 2, 1, 5, 5, 4, 0, 0, 1], [0, 1, 1, -1]);
        matrix.Add([0, 0, 1], [1]);
        Assert.Equal((1, 0, 0), (matrix[0, 0], matrix[0, 1], matrix[0, 2]));

        // Of equal scores the lowest class is said.
        Assert.Equal((1, 1, 1), (matrix[1, 0], matrix[1, 1], matrix[1, 2]));
        Assert.Equal((1, 3, 0), (matrix.ImagesOf(0), matrix.ImagesOf(1), matrix.ImagesOf(2)));
        Assert.Equal(0, matrix.ErrorOf(0));
        Assert.Equal(2.0 / 3, matrix.ErrorOf(1), 1e-12);
        Assert.True(double.IsNaN(matrix.ErrorOf(2)));
        Assert.Equal((4, 0.5), (matrix.Total, matrix.Error));
        Assert.Equal(
            "class|images|error %|a|b|c|\n"
            + "    a|     1|   0.00|1|0|0|\n"
            + "    b|     3|  66.67|1|1|1|\n"
            + "    c|     0|    n/a|0|0|0|\n",
            matrix.Format(["a", "b", "c"]));
        Assert.StartsWith("class|images|error %|0|1|2|\n", matrix.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Two pixels of two classes: a label for both, or one each.</summary>
    [Fact]
    public void Labels_may_be_one_an_image_or_one_a_pixel()
    {
        ConfusionMatrix matrix = new(2);
        matrix.Add([1, 0, 0, 1], [1]);
        matrix.Add([1, 0, 0, 1], [0, -1]);
        Assert.Equal((1, 0, 1, 1), (matrix[0, 0], matrix[0, 1], matrix[1, 0], matrix[1, 1]));
    }

    /// <summary>Against the scores of every image by itself; parts of batches and averages of the trainer make no difference.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_trainer_counts_every_image_once(int parts)
    {
        ImageSet images = Samples.Images(50, 2);
        using DenseNetwork network = Samples.Network();
        Trainer trainer = new(network, new TrainingOptions { Epochs = 1, BatchSize = 16, SubBatches = parts, LearningRates = [0.02] });
        trainer.Run(Samples.Images(60, 1));
        ConfusionMatrix matrix = new(Samples.Classes);
        ErrorRates rates = trainer.Evaluate(images, confusion: matrix);

        long[,] expected = new long[Samples.Classes, Samples.Classes];
        float[] input = new float[Samples.Shape.Count];
        int[] labels = new int[1];
        for (int image = 0; image < images.Count; image++)
        {
            images.Read(image, new SeededRandom(0), input, labels);
            float[] scores = network.Forward(input).ToArray();
            expected[labels[0], Array.IndexOf(scores, scores.Max())]++;
        }

        for (int label = 0; label < Samples.Classes; label++)
            for (int said = 0; said < Samples.Classes; said++)
                Assert.Equal(expected[label, said], matrix[label, said]);
        Assert.Equal(50, matrix.Total);
        Assert.InRange(rates.Top1Error, 0.01, 0.99);
        Assert.Equal(rates.Top1Error, matrix.Error, 1e-12);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        ConfusionMatrix matrix = new(3);
        Assert.Contains("2 labels and 3 scores were given, but every label needs 3 scores", Assert.Throws<ArgumentException>(() => matrix.Add([1, 2, 3], [0, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("label 3 is not a class: classes run from 0 to 2", Assert.Throws<ArgumentException>(() => matrix.Add([1, 2, 3], [3])).Message, StringComparison.Ordinal);
        Assert.Contains("2 names were given for 3 classes", Assert.Throws<ArgumentException>(() => matrix.Format(["a", "b"])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[0, 3]);
        using DenseNetwork network = Samples.Network();
        Assert.Contains(
            "the matrix has 3 classes, but Tests.Dense tells 7 apart",
            Assert.Throws<ArgumentException>(() => new Trainer(network, new TrainingOptions { BatchSize = 16 }).Evaluate(Samples.Images(3, 1), confusion: matrix)).Message,
            StringComparison.Ordinal);
    }
}

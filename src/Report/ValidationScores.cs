using Kiln.Data;
using Kiln.Numerics;
using Kiln.Training;

namespace Kiln.Report;

/// <summary>An image that a network takes for another class.</summary>
/// <param name="Image">Its number in the source.</param>
/// <param name="Label">Its class.</param>
/// <param name="Answer">The class of the highest score.</param>
/// <param name="LabelScore">The score of its class.</param>
/// <param name="AnswerScore">The highest score.</param>
/// <param name="LabelProbability">What the softmax of the scores gives its class, 0 to 1.</param>
/// <param name="AnswerProbability">What it gives the answer.</param>
/// <param name="Picture">The image as a PNG file; null where it is no picture.</param>
public sealed record Mistake(
    int Image, int Label, int Answer, float LabelScore, float AnswerScore, double LabelProbability, double AnswerProbability, byte[]? Picture);

/// <summary>What a network says of images: which classes it takes for which, and what it is most wrong about.</summary>
public sealed class ValidationScores
{
    private ValidationScores(ConfusionMatrix confusion, IReadOnlyList<Mistake> mistakes) => (Confusion, Mistakes) = (confusion, mistakes);

    /// <summary>How often each class is taken for each.</summary>
    public ConfusionMatrix Confusion { get; }

    /// <summary>The images whose class scores lowest below the answer, the worst first.</summary>
    public IReadOnlyList<Mistake> Mistakes { get; }

    /// <summary>Whether images have one class each and the network tells classes apart.</summary>
    /// <param name="network">The network.</param>
    /// <param name="images">The images.</param>
    public static bool Fits(TrainableNetwork network, IImageSource images)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(images);
        return network.Losses.Count > 0 && !network.TakesTargets && network.Positions == 1 && images.LabelsPerImage == 1;
    }

    /// <summary>Measures a network on images, on the processor, with its parameters as they are.</summary>
    /// <param name="network">The network.</param>
    /// <param name="images">The images; they and the network must fit (<see cref="Fits"/>).</param>
    /// <param name="most">How many mistakes to keep.</param>
    /// <param name="pictures">The same images to look at, where the network reads what another has made of them; null to look at what it reads.</param>
    public static ValidationScores Of(TrainableNetwork network, IImageSource images, int most, IImageSource? pictures = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(images);
        pictures ??= network.Description.InputCount == 1 ? images : null;
        int classes = network.ClassCount;
        ConfusionMatrix confusion = new(classes);
        PreparedBatch batch = new(network.MaxBatch, network.Description.InputFloats, images.LabelsPerImage);
        PriorityQueue<(int Image, int Label, float[] Scores), float> worst = new();
        SeededRandom random = new(0);
        foreach (int[] indices in Enumerable.Range(0, images.Count).Chunk(network.MaxBatch))
        {
            batch.Fill(images, indices, seed: 0, epoch: 0, random);
            network.Evaluate(batch.Input, batch.Labels);
            ReadOnlySpan<float> scores = network.MainScores;
            confusion.Add(scores, batch.Labels);
            for (int i = 0; i < indices.Length; i++)
            {
                ReadOnlySpan<float> own = scores.Slice(i * classes, classes);
                int label = batch.Labels[i];
                if (label < 0 || ConfusionMatrix.Best(own) == label)
                    continue;

                worst.Enqueue((indices[i], label, own.ToArray()), own[ConfusionMatrix.Best(own)] - own[label]);
                if (worst.Count > most)
                    worst.Dequeue();
            }
        }

        List<Mistake> mistakes = [];
        while (worst.TryDequeue(out (int Image, int Label, float[] Scores) mistake, out _))
        {
            mistakes.Add(Of(mistake.Image, mistake.Label, mistake.Scores, pictures is null ? null : Picture(pictures, mistake.Image, random)));
        }

        mistakes.Reverse();
        return new ValidationScores(confusion, mistakes);
    }

    private static Mistake Of(int image, int label, float[] scores, byte[]? picture)
    {
        int answer = ConfusionMatrix.Best(scores);
        double sum = scores.Sum(score => Math.Exp(score - scores[answer]));
        return new Mistake(image, label, answer, scores[label], scores[answer], Math.Exp(scores[label] - scores[answer]) / sum, 1 / sum, picture);
    }

    /// <summary>The pixels before they were made what the network reads; null for maps that are no picture.</summary>
    private static byte[]? Picture(IImageSource images, int image, SeededRandom random)
    {
        if (images.Shape.Channels is not (1 or 3))
            return null;

        PreparedBatch one = new(1, images.Shape.Count, images.LabelsPerImage);
        one.Fill(images, [image], seed: 0, epoch: 0, random);
        float[] pixels = one.Input.ToArray();
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (pixels[i] / images.Normalization.Scale) + images.Normalization.Mean;
        return PngFile.Of(pixels, images.Shape);
    }
}

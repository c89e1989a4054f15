using Kiln.Networks.Tests.Reference;

namespace Kiln.Networks.Tests.Support;

/// <summary>Images with labels, and what the reference makes of them.</summary>
/// <param name="Input">The images.</param>
/// <param name="Labels">The labels.</param>
/// <param name="Run">The reference's forward run for inference.</param>
/// <param name="Training">Its forward run in training; the same where the network makes no difference.</param>
/// <param name="Gradients">The gradients of the run in training.</param>
internal sealed record Batch(float[] Input, LabelSet Labels, ReferenceRun Run, ReferenceRun Training, ReferenceGradients Gradients)
{
    /// <summary>Images that are drawn in place of one until none is left to hope for.</summary>
    private const int Attempts = 200;

    /// <summary>Draws images on none of which a maximum, rectification or rank hangs on rounding: where one does, two right answers differ.</summary>
    public static Batch Draw(Network net, int images, int seed) => Draw(new ReferenceNetwork(net), images, seed);

    /// <summary>Draws images for a reference, which may know what a dropout keeps; for every second seed their labels have weights.</summary>
    public static Batch Draw(ReferenceNetwork reference, int images, int seed)
    {
        int[] streams = [.. Enumerable.Range(0, images).Select(n => ((seed * 100) + n) * Attempts)];
        if (reference.CouplesImages)
            DecideTogether(reference, streams, seed % 2 == 0);
        else
            DecideEach(reference, streams, seed % 2 == 0);

        (float[] input, LabelSet labels) = Images(reference, streams, seed % 2 == 0);
        ReferenceRun training = reference.Forward(input, training: true);
        return new Batch(input, labels, reference.TrainsDifferently ? reference.Forward(input) : training, training, reference.Backward(training, labels));
    }

    /// <summary>Moves every image to the first draw that is decided.</summary>
    private static void DecideEach(ReferenceNetwork reference, int[] streams, bool weighted)
    {
        for (int n = 0; n < streams.Length; n++)
            for (int attempt = 0; Undecided(reference, [streams[n]], weighted).Count > 0; attempt++)
                Redraw(reference, streams, n, attempt);
    }

    /// <summary>Redraws the images that are undecided among the others, until none is.</summary>
    private static void DecideTogether(ReferenceNetwork reference, int[] streams, bool weighted)
    {
        int attempt = 0;
        while (Undecided(reference, streams, weighted) is { Count: > 0 } undecided)
        {
            foreach (int n in undecided)
                Redraw(reference, streams, n, attempt);

            // Every attempt runs the whole batch.
            attempt += 1 + (streams.Length / 4);
        }
    }

    private static void Redraw(ReferenceNetwork reference, int[] streams, int image, int attempt)
    {
        if (attempt >= Attempts - 1)
            throw new UndecidedException($"{reference.Description.Name}: every image hangs on rounding");

        streams[image]++;
    }

    private static IReadOnlyCollection<int> Undecided(ReferenceNetwork reference, int[] streams, bool weighted)
    {
        (float[] input, LabelSet labels) = Images(reference, streams, weighted);
        return reference.Undecided(input, labels);
    }

    private static (float[] Input, LabelSet Labels) Images(ReferenceNetwork reference, int[] streams, bool weighted)
    {
        Shape scores = reference.Scores;
        int pixels = reference.LabelsPixels ? scores.Height * scores.Width : 1;
        return (
            [.. streams.SelectMany(stream => Samples.Floats(reference.Description.InputFloats, stream))],
            LabelSet.Join([.. streams.Select(stream => LabelSet.Draw(reference.Description, pixels, scores.Channels, stream, weighted))]));
    }
}
